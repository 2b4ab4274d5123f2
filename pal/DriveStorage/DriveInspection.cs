namespace NfToken.Pal.Storage;

/// <summary>
/// What lies on a drive, read without changing anything: also of one that is damaged or no store, and of one whose last operation was interrupted. The values of
/// records are read for their checksums only and not kept.
/// </summary>
public sealed class DriveInspection
{
    /// <summary>First byte of a record's value in its file.</summary>
    public const int ValueOffset = DriveFile.HeaderSize;

    private DriveInspection(DriveFileInspection[] files)
    {
        Files = files;
    }

    /// <summary>Its files, in the order in which the drive names them.</summary>
    public DriveFileInspection[] Files { get; }

    /// <summary>Whether the drive is marked as a store.</summary>
    public bool IsStore => Version != 0;

    /// <summary>Format version of the mark; 0 where there is none.</summary>
    public int Version { get; private set; }

    /// <summary>Reads a drive.</summary>
    /// <param name="drive">The drive; nothing is written or deleted.</param>
    /// <returns>What it holds.</returns>
    /// <exception cref="StoreException"><see cref="StoreError.Device"/>: the drive does not answer.</exception>
    public static DriveInspection Read(IDrive drive)
    {
        string[] names = drive.GetFileNames();
        DriveInspection inspection = new DriveInspection(new DriveFileInspection[names.Length]);
        bool isWiped = false;
        for (int i = 0; i < names.Length; i++)
        {
            DriveFileInspection file = inspection.ReadFile(drive, names[i]);
            inspection.Files[i] = file;
            isWiped |= file.State == DriveFileState.Wipe;
        }

        inspection.Judge(isWiped);
        return inspection;
    }

    private DriveFileInspection ReadFile(IDrive drive, string name)
    {
        byte[] content = drive.Read(name);
        DriveFileInspection file = new DriveFileInspection(name, content == null ? 0 : content.Length);
        if (DriveFile.Is(name, DriveFile.MarkName))
        {
            file.State = DriveFileState.Mark;
            file.IsIntact = file.Length > 0 && content[0] != 0 && content[0] != 0xFF;
            Version = file.IsIntact ? content[0] : 0;
        }
        else if (DriveFile.Is(name, DriveFile.WipeName))
        {
            file.State = DriveFileState.Wipe;
            file.IsIntact = true;
        }
        else if (DriveFile.TryParse(name, out uint id, out int generation))
        {
            file.Id = id;
            file.Generation = generation;
            file.State = generation == DriveFile.Absence ? DriveFileState.Absence : DriveFileState.Live;
            file.IsIntact = generation == DriveFile.Absence || DriveFile.IsValid(content, id, generation);
            file.ValueLength = DriveFile.LengthOf(content);
        }

        ObjectStore.GetObjectValueCleanup(content);
        return file;
    }

    /// <summary>Tells as a start would which of a record's files counts.</summary>
    private void Judge(bool isWiped)
    {
        for (int i = 0; i < Files.Length; i++)
        {
            DriveFileInspection file = Files[i];
            if (file.State != DriveFileState.Live)
            {
                continue;
            }

            file.State = isWiped ? DriveFileState.Replaced : file.IsIntact ? DriveFileState.Live : DriveFileState.Damaged;
            for (int k = 0; k < Files.Length && !isWiped; k++)
            {
                DriveFileInspection other = Files[k];
                if (k == i || other.Id != file.Id)
                {
                    continue;
                }

                bool isReplaced = DriveFile.IsNewer(other.Generation, file.Generation);
                if (isReplaced && (other.IsIntact || !file.IsIntact))
                {
                    file.State = DriveFileState.Replaced;
                }
                else if (!isReplaced && other.IsIntact && !file.IsIntact && file.State == DriveFileState.Damaged)
                {
                    file.State = DriveFileState.Unfinished;
                }
            }
        }
    }
}
