using System.Xml.Linq;
using NfToken.Cryptoki;
using NfToken.Pal.Simulator;
using NfToken.Pal.Storage;
using NfToken.Tool.Inspection;
using Xunit;

namespace NfToken.Tests.Host.Tool;

/// <summary>Whatever happened to an image, it is shown: images damaged at random, without a process for each.</summary>
public sealed class DamagedReportTests
{
    private static readonly BoardDescription Board = BoardCatalog.Get("ESP32_REV0");
    private static readonly BoardProfile Profile = Board.GetProfile("raw");

    [Fact]
    public void AnyDamageIsShown()
    {
        string folder = Directory.CreateTempSubdirectory("nftoken-test-").FullName;
        try
        {
            string path = Path.Combine(folder, "dump.bin");
            byte[] sound = Make(Path.Combine(folder, "board.img"));
            int seed = int.TryParse(Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED"), out int given) ? given : 1;
            var random = new Random(seed);
            int live = 0;
            for (int round = 0; round < 400; round++)
            {
                byte[] dump = (byte[])sound.Clone();
                for (int hits = random.Next(1, 40); hits > 0; hits--)
                {
                    // Mostly where something lies.
                    int at = random.Next(3) == 0 ? random.Next(dump.Length) : random.Next(2 * 4096);
                    int count = random.Next(4) == 0 ? random.Next(1, 200) : 1;
                    for (int i = at; i < at + count && i < dump.Length; i++)
                    {
                        dump[i] = random.Next(3) switch { 0 => 0, 1 => 0xFF, _ => (byte)(dump[i] ^ (1 << random.Next(8))) };
                    }
                }

                File.WriteAllBytes(path, dump);
                StoreReport report;
                using (FileStream file = new(path, FileMode.Open, FileAccess.Read))
                {
                    List<string> notes = [];
                    report = FlashReport.Make(path, Board, Profile, FlashDump.Read(file, Board.GetRegion(Profile), notes), notes);
                }

                Assert.True(dump.Length == report.Bytes.Values.Sum(), $"seed {seed}, round {round}");
                live += report.Records.Count(record => record.State == "live");
                ReportSvg.Write(report, path + ".svg");
                Assert.NotNull(XDocument.Load(path + ".svg").Root);
            }

            Assert.InRange(live, 100, 400 * 5);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void AnyDamageOfSectionsIsShown()
    {
        string folder = Directory.CreateTempSubdirectory("nftoken-test-").FullName;
        try
        {
            var profile = Board.GetProfile("fram");
            string image = Path.Combine(folder, "board.img");
            string path = BoardFiles.ChipPathFor(image);
            Save(image, profile);
            byte[] sound = File.ReadAllBytes(path);
            int seed = int.TryParse(Environment.GetEnvironmentVariable("NFTOKEN_TEST_SEED"), out int given) ? given : 1;
            var random = new Random(seed);
            int live = 0;
            for (int round = 0; round < 200; round++)
            {
                byte[] dump = (byte[])sound.Clone();
                for (int hits = random.Next(1, 40); hits > 0; hits--)
                {
                    // A section of another, some bytes of one, or a bit.
                    int at = random.Next(dump.Length);
                    if (random.Next(8) == 0)
                    {
                        dump.AsSpan(random.Next(128) * 256, 256).CopyTo(dump.AsSpan(at / 256 * 256));
                    }
                    else if (random.Next(4) == 0)
                    {
                        random.NextBytes(dump.AsSpan(at, Math.Min(random.Next(1, 300), dump.Length - at)));
                    }
                    else
                    {
                        dump[at] ^= (byte)(1 << random.Next(8));
                    }
                }

                File.WriteAllBytes(path, dump);
                using FileStream file = new(path, FileMode.Open, FileAccess.Read);
                List<string> notes = [];
                var sections = EepromDump.Read(file, profile, notes);
                var report = EepromReport.Make(path, Board, profile, sections, notes);
                Assert.True(dump.Length == report.Bytes.Values.Sum(), $"seed {seed}, round {round}");

                // What is shown as whole is what was saved.
                var store = EepromStore.Open(sections.Copy());
                foreach (var record in report.Records.Where(record => record.State == "live"))
                {
                    live++;
                    byte[] value = [.. record.Places.SelectMany(place => dump.AsSpan((place.Section!.Value * 256) + place.Offset, place.Length).ToArray())];
                    Assert.True(value.AsSpan().SequenceEqual(store.GetObjectValue(Convert.ToUInt32(record.Id, 16))), $"seed {seed}, round {round}, {record.Id}");
                }
            }

            Assert.InRange(live, 100, 200 * 5);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static byte[] Make(string image)
    {
        Save(image, Profile);
        return File.ReadAllBytes(image)[(int)Profile.Partition!.Offset..(int)Profile.Partition.End];
    }

    private static void Save(string image, BoardProfile profile)
    {
        using (var board = SimulatedBoard.Create(image, Board, profile))
        {
            var random = new Random(7);
            for (int i = 0; i < 30; i++)
            {
                byte[] value = new byte[random.Next(1, 900)];
                random.NextBytes(value);
                board.Store.SaveObject((uint)((CKO.CKO_CERTIFICATE + 1 + (i % 3)) << 24 | 1u), value);
            }
        }
    }
}
