using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;

namespace NfToken.Tool.Images;

/// <summary>Makes images for many devices: each has its own key, seed and certificate. What is done stays done, whenever it is interrupted.</summary>
/// <param name="partition">What is made.</param>
/// <param name="authority">Issues the certificates.</param>
/// <param name="issuers">Certificates between the device's and a root, in DER.</param>
/// <param name="roots">Authorities of the broker, in DER.</param>
/// <param name="folder">Takes the files.</param>
internal sealed class ImageBatch(PartitionImage partition, CertificateAuthority authority, byte[][] issuers, byte[][] roots, string folder)
{
    private readonly object _gate = new();

    /// <summary>Days that certificates are valid.</summary>
    public int Days { get; init; } = 3650;

    /// <summary>Makes files in Intel HEX, which leave blanks out.</summary>
    public bool AsHex { get; init; }

    /// <summary>How many are made at once.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>The image of a device.</summary>
    /// <param name="name">The device.</param>
    public string ImagePath(string name) => Path.Combine(folder, name + (AsHex ? ".hex" : ".bin"));

    /// <summary>The certificate of a device.</summary>
    /// <param name="name">The device.</param>
    public string CertificatePath(string name) => Path.Combine(folder, name + ".pem");

    /// <summary>Makes what is not there yet.</summary>
    /// <param name="devices">All devices of the batch.</param>
    /// <param name="report">Is told each time how many are done; by one thread at a time.</param>
    /// <returns>How many were made, and how many were there.</returns>
    public (int Made, int Present) Run(IReadOnlyList<Device> devices, Action<int> report)
    {
        using var manifest = BatchManifest.Open(folder, BoardName, IsWhole);
        RemovePartial(devices);
        var missing = devices.Where(device => !manifest.Done.Contains(device.Name)).ToArray();
        int done = devices.Count - missing.Length;
        report(done);
        System.Threading.Tasks.Parallel.ForEach(missing, new ParallelOptions { MaxDegreeOfParallelism = Parallel }, device =>
        {
            var entry = Make(device);
            lock (_gate)
            {
                manifest.Add(entry);
                report(++done);
            }
        });
        manifest.Finish();
        return (missing.Length, devices.Count - missing.Length);
    }

    // On systems where a file has a name while it is written.
    private void RemovePartial(IReadOnlyList<Device> devices)
    {
        foreach (var device in devices)
        {
            File.Delete(SecretFile.PartialPathFor(ImagePath(device.Name)));
        }
    }

    private string BoardName => partition.Board.Target + "/" + partition.Profile.Name;

    private bool IsWhole(BatchEntry entry)
    {
        string image = ImagePath(entry.Name);
        if (!File.Exists(image) || !File.Exists(CertificatePath(entry.Name)))
        {
            return false;
        }

        byte[] bytes = File.ReadAllBytes(image);
        bool same = Hash(bytes) == entry.Image;
        CryptographicOperations.ZeroMemory(bytes);
        return same;
    }

    private BatchEntry Make(Device device)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] pkcs8 = key.ExportPkcs8PrivateKey();
        byte[] image = [];
        byte[] file = [];
        try
        {
            byte[] der = authority.Issue(device.Subject, new PublicKey(key), Days);
            image = partition.Make(new DeviceIdentity(pkcs8, [der, .. issuers], roots).Store);
            file = partition.ToFile(image, AsHex);
            File.WriteAllText(CertificatePath(device.Name), PemEncoding.WriteString("CERTIFICATE", der) + "\n");
            SecretFile.Write(ImagePath(device.Name), file);
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return new BatchEntry(
                device.Name,
                certificate.SerialNumber,
                certificate.Subject,
                $"{certificate.NotAfter.ToUniversalTime():yyyy-MM-ddTHH:mm:ssZ}",
                Convert.ToHexStringLower(SHA256.HashData(der)),
                BoardName,
                Hash(file));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
            CryptographicOperations.ZeroMemory(image);
            CryptographicOperations.ZeroMemory(file);
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
