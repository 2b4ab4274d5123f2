using NfToken.Pal;
using NfToken.Pal.Storage;
using Xunit;
using Xunit.Abstractions;

namespace NfToken.Tests.Host.Storage;

/// <summary>
/// The drive store where power goes at every write and deletion, in every way in which a file can be left, and again at every step of the start after it.
/// </summary>
public sealed class DriveCutTests(ITestOutputHelper output)
{
    private static readonly byte[] Old = [.. Enumerable.Range(1, 50).Select(i => (byte)i)];
    private static readonly byte[] New = [.. Enumerable.Range(101, 70).Select(i => (byte)i)];

    public static TheoryData<string> Operations => ["save", "replace", "delete", "wipe", "replace damaged", "format"];

    [Theory]
    [MemberData(nameof(Operations))]
    public void OldOrNewAtEveryCut(string operation)
    {
        int cuts = 0;
        foreach (FragileDrive.Remains remains in Enum.GetValues<FragileDrive.Remains>())
        {
            for (int cut = 0; ; cut++)
            {
                var drive = Prepare(operation, out _);
                drive.CutAt(cut, remains);
                bool finished = Try(drive, operation);
                if (finished)
                {
                    break;
                }

                cuts++;
                drive.PowerUp();
                foreach (FragileDrive.Remains again in Enum.GetValues<FragileDrive.Remains>())
                {
                    for (int second = 0; ; second++)
                    {
                        FragileDrive twin = drive.Clone();
                        twin.CutAt(second, again);
                        if (TryOpen(twin, operation))
                        {
                            break;
                        }

                        cuts++;
                        twin.PowerUp();
                        Judge(twin, operation);
                    }
                }

                Judge(drive, operation);
            }
        }

        output.WriteLine($"{operation}: {cuts} cuts survived");
        Assert.True(cuts >= 5);
    }

    [Fact]
    public void ADriveThatDeletesNothingIsReadAndNotChanged()
    {
        FragileDrive drive = Prepare("replace", out _);
        byte[] first = drive.Read("00000101.001")!;
        DriveStore.Open(drive).SaveObject(0x101, New);
        drive.Write("00000101.001", first);
        drive.RefusesDeletions = true;
        DriveStore store = DriveStore.Open(drive);
        Assert.Equal(New, store.GetObjectValue(0x101));
        Assert.Equal(StoreError.Device, Assert.Throws<StoreException>(() => store.DeleteObject(0x101)).Error);
        Assert.Equal(StoreError.Device, Assert.Throws<StoreException>(() => store.SaveObject(0x101, Old)).Error);
        Assert.Equal(New, store.GetObjectValue(0x101));
        drive.RefusesDeletions = false;
        Assert.True(store.DeleteObject(0x101));
        Assert.Null(DriveStore.Open(drive).GetObjectValue(0x101));
    }

    /// <summary>The old file could not be deleted when it was replaced: a deletion must not bring it back.</summary>
    [Fact]
    public void WhatWasReplacedDoesNotComeBack()
    {
        FragileDrive drive = Prepare("replace", out DriveStore store);
        drive.RefusesDeletions = true;
        Assert.Throws<StoreException>(() => store.SaveObject(0x101, New));
        drive.RefusesDeletions = false;
        Assert.Equal(New, store.GetObjectValue(0x101));
        Assert.True(store.DeleteObject(0x101));
        Assert.Null(DriveStore.Open(drive).GetObjectValue(0x101));
    }

    [Fact]
    public void AFullDriveKeepsWhatItHolds()
    {
        FragileDrive drive = Prepare("replace", out DriveStore store);
        drive.Room = 60;
        Assert.Equal(StoreError.Full, Assert.Throws<StoreException>(() => store.SaveObject(0x101, New)).Error);
        Assert.Equal(StoreError.Full, Assert.Throws<StoreException>(() => store.SaveObject(0x103, New)).Error);
        foreach (DriveStore one in new[] { store, DriveStore.Open(drive) })
        {
            Assert.Equal(Old, one.GetObjectValue(0x101));
            Assert.Null(one.GetObjectValue(0x103));
            one.SaveObject(0x103, [1]);
            Assert.True(one.DeleteObject(0x103));
        }

        Assert.Equal(["00000101.001", "00000102.001", "FORMAT.NFT"], drive.GetFileNames().Order());
    }

    [Fact]
    public void TheOrderOfSavingIsKept()
    {
        FragileDrive drive = Prepare("replace", out DriveStore store);
        Assert.Equal([0x102u, 0x101u], store.GetObjectIds());
        store.SaveObject(0x102, New);
        Assert.Equal([0x101u, 0x102u], store.GetObjectIds());
        store = DriveStore.Open(drive);
        Assert.Equal([0x101u, 0x102u], store.GetObjectIds());
        store.SaveObject(0x101, New);
        Assert.Equal([0x102u, 0x101u], DriveStore.Open(drive).GetObjectIds());
    }

    [Fact]
    public void InspectionTellsAndChangesNothing()
    {
        FragileDrive drive = Prepare("replace", out _);
        drive.Write("00000101.002", [9]);
        drive.Damage("00000102.001");
        drive.Write("00000103.000", []);
        drive.Write("NOTES.TXT", [3]);
        string[] before = drive.GetFileNames();
        DriveInspection inspection = DriveInspection.Read(drive);
        Assert.True(inspection.IsStore);
        Assert.Equal(2, inspection.Version);
        DriveFileState StateOf(string name) => inspection.Files.Single(file => file.Name == name).State;
        Assert.Equal(DriveFileState.Live, StateOf("00000101.001"));
        Assert.Equal(DriveFileState.Unfinished, StateOf("00000101.002"));
        Assert.Equal(DriveFileState.Damaged, StateOf("00000102.001"));
        Assert.Equal(DriveFileState.Absence, StateOf("00000103.000"));
        Assert.Equal(DriveFileState.Foreign, StateOf("NOTES.TXT"));
        Assert.Equal(before, drive.GetFileNames());

        // As a start judges.
        DriveStore store = DriveStore.Open(drive);
        Assert.Equal([0x101u, 0x102u], store.GetObjectIds().Order());
        Assert.Equal(Old, store.GetObjectValue(0x101));
        Assert.Throws<StoreException>(() => store.GetObjectValue(0x102));
    }

    [Fact]
    public void GenerationsStartAgain()
    {
        FragileDrive drive = Prepare("save", out DriveStore store);
        for (int i = 1; i <= 10_000; i++)
        {
            byte[]? old = drive.Read($"00000101.{(i - 2) % 4095 + 1:X3}");
            store.SaveObject(0x101, [(byte)i, (byte)(i >> 8)]);
            if (i % 4095 is 0 or 1 or 2 or 4094 && old != null)
            {
                drive.Write($"00000101.{(i - 2) % 4095 + 1:X3}", old!);
                store = DriveStore.Open(drive);
                Assert.Equal([(byte)i, (byte)(i >> 8)], store.GetObjectValue(0x101));
                Assert.Equal(3, drive.GetFileNames().Length);
            }
        }
    }

    private static FragileDrive Prepare(string operation, out DriveStore store)
    {
        var drive = new FragileDrive();
        store = DriveStore.Format(drive);
        store.SaveObject(0x102, Old);
        if (operation != "save")
        {
            store.SaveObject(0x101, Old);
        }

        if (operation == "replace damaged")
        {
            drive.Damage("00000101.001");
        }

        return drive;
    }

    private static bool Try(FragileDrive drive, string operation)
    {
        try
        {
            if (operation == "format")
            {
                DriveStore.Format(drive);
                return true;
            }

            DriveStore store = DriveStore.Open(drive);
            switch (operation)
            {
                case "delete": store.DeleteObject(0x101); break;
                case "wipe": store.Wipe(); break;
                default: store.SaveObject(0x101, New); break;
            }

            return !drive.IsOff;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static bool TryOpen(FragileDrive drive, string operation)
    {
        try
        {
            DriveStore.Open(drive);
            return !drive.IsOff;
        }
        catch (StoreException) when (drive.IsOff || operation == "format")
        {
            return false;
        }
    }

    private static void Judge(FragileDrive drive, string operation)
    {
        DriveStore store = DriveStore.Open(drive);
        bool isEmpty = operation is "wipe" or "format" && store.GetObjectIds().Length == 0;
        if (!isEmpty)
        {
            Assert.Equal(Old, store.GetObjectValue(0x102));
        }

        byte[]? value = Read(store);
        switch (operation)
        {
            case "save": Assert.True(value == null || value.AsSpan().SequenceEqual(New)); break;
            case "replace": Assert.True(value.AsSpan().SequenceEqual(Old) || value.AsSpan().SequenceEqual(New)); break;
            case "delete": Assert.True(value == null || value.AsSpan().SequenceEqual(Old)); break;
            case "replace damaged": Assert.True(ReferenceEquals(value, Damaged) || value.AsSpan().SequenceEqual(New)); break;
            default: Assert.True(isEmpty ? value == null : value.AsSpan().SequenceEqual(Old)); break;
        }

        // It goes on, and nothing was left behind.
        store.SaveObject(0x101, New);
        store.SaveObject(0x103, Old);
        store = DriveStore.Open(drive);
        Assert.Equal(New, store.GetObjectValue(0x101));
        Assert.Equal(Old, store.GetObjectValue(0x103));
        Assert.Equal(store.GetObjectIds().Length + 1, drive.GetFileNames().Length);
    }

    private static readonly byte[] Damaged = [];

    private static byte[]? Read(DriveStore store)
    {
        try
        {
            return store.GetObjectValue(0x101);
        }
        catch (StoreException e) when (e.Error == StoreError.Damaged)
        {
            return Damaged;
        }
    }
}
