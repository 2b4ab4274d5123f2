// Tasks that MSBuild compiles when it needs them (RoslynCodeTaskFactory): the reference assemblies are those of .NET Standard 2.0.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>A board.json. The host's BoardDescription checks one thoroughly; this reads what a device build needs of a sound one.</summary>
internal sealed class BoardJson
{
    private readonly string _path;
    private readonly XElement _root;
    private readonly XElement _profile;

    public BoardJson(string path, string profile)
    {
        _path = path;
        using (XmlReader reader = JsonReaderWriterFactory.CreateJsonReader(File.ReadAllBytes(path), XmlDictionaryReaderQuotas.Max))
        {
            _root = XDocument.Load(reader).Root;
        }

        _profile = Need(_root, "profiles", profile);
    }

    /// <summary>A member by its path; the empty text where there is none.</summary>
    public string Text(params string[] path)
    {
        XElement found = Find(_root, path);
        return found == null ? "" : found.Value;
    }

    public string ProfileText(params string[] path)
    {
        XElement found = Find(_profile, path);
        return found == null ? "" : found.Value;
    }

    public IEnumerable<string> Texts(params string[] path)
    {
        XElement found = Find(_root, path);
        return found == null ? new string[0] : found.Elements().Select(e => e.Value);
    }

    public IEnumerable<KeyValuePair<string, string>> Pins
    {
        get { return Need(_root, "pins").Elements().Select(e => new KeyValuePair<string, string>(e.Name.LocalName, e.Value)); }
    }

    /// <summary>Where nanoff puts the application, as it counts.</summary>
    public uint DeployAddress
    {
        get { return Hex(Text("flash", "address")) + Hex(Deploy.Element("offset").Value); }
    }

    public uint DeploySize
    {
        get { return Hex(Deploy.Element("size").Value); }
    }

    public static uint Hex(string text)
    {
        return text.Length == 0 ? 0 : uint.Parse(text.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private XElement Deploy
    {
        get
        {
            IEnumerable<XElement> changed = _profile.Elements("changedPartitions").Elements();
            return changed.Concat(_root.Elements("partitions").Elements()).First(p => p.Element("name").Value == "deploy");
        }
    }

    private static XElement Find(XElement from, string[] path)
    {
        foreach (string name in path)
        {
            from = from == null ? null : from.Element(name);
        }

        return from;
    }

    private XElement Need(XElement from, params string[] path)
    {
        XElement found = Find(from, path);
        if (found == null)
        {
            throw new InvalidDataException(_path + ": " + string.Join(".", path) + " is missing");
        }

        return found;
    }
}

/// <summary>Writes the description of a board as constants in C#.</summary>
public class WriteBoardConstants : Microsoft.Build.Utilities.Task
{
    [Required]
    public string BoardFile { get; set; }

    [Required]
    public string Profile { get; set; }

    [Required]
    public string Namespace { get; set; }

    [Required]
    public string Output { get; set; }

    public override bool Execute()
    {
        try
        {
            string source = Source(new BoardJson(BoardFile, Profile));

            // An unchanged file keeps its date, and the compiler its rest.
            if (!File.Exists(Output) || File.ReadAllText(Output) != source)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(Output)));
                File.WriteAllText(Output, source);
            }
        }
        catch (Exception e)
        {
            Log.LogError("{0}: {1}", BoardFile, e.Message);
        }

        return !Log.HasLoggedErrors;
    }

    private string Source(BoardJson json)
    {
        StringBuilder source = new StringBuilder();
        source.Append("// Written by the build from board-configs/" + json.Text("target") + "/board.json.\nnamespace " + Namespace
            + ";\n\n/// <summary>The board that this build is for.</summary>\ninternal static class ThisBoard\n{\n");
        Add(source, "Target", json.Text("target"), "The nanoFramework target.");
        Add(source, "Name", json.Text("name"), "Its name for people.");
        Add(source, "Profile", Profile, "The way in which it keeps objects.");
        Add(source, "Drive", json.ProfileText("drive"), "Folder of the object store; empty where it is on no drive.");
        Add(source, "Chip", json.ProfileText("chip"), "NOR flash chip that carries the object store; empty where none does.");
        Add(source, "ChipOffset", BoardJson.Hex(json.ProfileText("offset")), "First byte of the chip that belongs to the store.");
        Add(source, "ChipSize", BoardJson.Hex(json.ProfileText("size")), "Bytes of the chip that belong to the store.");
        Add(source, "SectionCount", Number(json.ProfileText("sections", "count")), "Sections of EEPROM or FRAM; 0 where the store is in none.");
        Add(source, "SectionSize", BoardJson.Hex(json.ProfileText("sections", "size")), "Bytes of a section.");
        Add(source, "SpiBus", Number(json.Text("spi", "bus")), "SPI bus of the memory chip; 0: none.");
        Add(source, "SpiFrequency", Number(json.Text("spi", "frequency")), "Its clock in Hz.");
        foreach (KeyValuePair<string, string> pin in json.Pins)
        {
            Add(source, "Pin" + char.ToUpperInvariant(pin.Key[0]) + pin.Key.Substring(1), Number(pin.Value), "GPIO number.");
        }

        Add(source, "EntropySource", json.Text("entropy", "source"), "Where randomness comes from.");
        Add(source, "EntropyIsTrusted", json.Text("entropy", "trusted") == "true", "Whether that is a true generator.");
        Add(source, "EntropyNeedsRadio", json.Text("entropy", "needsRadio") == "true", "Whether it is one only while the radio runs.");
        Add(source, "Network", json.Text("network", "kind"), "wifi, ethernet or none.");

        // Where the application writes the console's text itself, it shares that UART.
        string provisioning = json.Text("provisioning", "uart").Length == 0 ? "console" : "provisioning";
        Add(source, "ProvisioningUart", Number(json.Text(provisioning, "uart")), "The UART of the provisioning console.");
        Add(source, "ProvisioningBaud", Number(json.Text(provisioning, "baud")), "Its speed in bits a second.");
        return source.Append("}\n").ToString();
    }

    private static uint Number(string text)
    {
        return text.Length == 0 ? 0 : uint.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void Add(StringBuilder source, string name, string value, string summary)
    {
        Add(source, "string", name, "\"" + value.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"", summary);
    }

    private static void Add(StringBuilder source, string name, bool value, string summary)
    {
        Add(source, "bool", name, value ? "true" : "false", summary);
    }

    private static void Add(StringBuilder source, string name, uint value, string summary)
    {
        Add(source, "int", name, value.ToString(CultureInfo.InvariantCulture), summary);
    }

    private static void Add(StringBuilder source, string type, string name, string value, string summary)
    {
        source.Append("    /// <summary>" + summary + "</summary>\n    public const " + type + " " + name + " = " + value + ";\n\n");
    }
}

/// <summary>
/// Puts an application and all that it references into the image that a board starts from: .pe files one after another, each on a boundary of 4 bytes. The rest of the
/// partition is written too, as erased flash: the firmware looks for further assemblies to the partition's end (nf-interpreter, ContiguousBlockAssemblies), and would
/// find what an earlier, longer application left there.
/// </summary>
public class WriteDeploymentImage : Microsoft.Build.Utilities.Task
{
    [Required]
    public string BoardFile { get; set; }

    [Required]
    public string Profile { get; set; }

    [Required]
    public ITaskItem[] Assemblies { get; set; }

    [Required]
    public string Application { get; set; }

    [Required]
    public string Output { get; set; }

    public override bool Execute()
    {
        try
        {
            BoardJson json = new BoardJson(BoardFile, Profile);
            string[] files = Assemblies.Select(a => a.GetMetadata("FullPath")).Where(File.Exists).Concat(new[] { Application }).ToArray();
            MemoryStream image = new MemoryStream();
            foreach (string file in files.OrderBy(Order).ThenBy(Path.GetFileName, StringComparer.Ordinal))
            {
                byte[] pe = File.ReadAllBytes(file);
                if (pe.Length < 5 || Encoding.ASCII.GetString(pe, 0, 5) != "NFMRK")
                {
                    // A build that only checks leaves files of another kind.
                    File.Delete(Output);
                    Log.LogMessage(MessageImportance.High, "no deployment image: {0} was not made by the Metadata Processor", file);
                    return true;
                }

                image.Write(pe, 0, pe.Length);
                while (image.Length % 4 != 0)
                {
                    image.WriteByte(0);
                }
            }

            long used = image.Length;
            if (used > json.DeploySize)
            {
                Log.LogError("{0} bytes do not fit into the deploy partition of {1}, which has {2}", used, json.Text("target"), json.DeploySize);
                return false;
            }

            byte[] rest = Enumerable.Repeat((byte)0xFF, (int)(json.DeploySize - used)).ToArray();
            image.Write(rest, 0, rest.Length);
            File.WriteAllBytes(Output, image.ToArray());
            Log.LogMessage(
                MessageImportance.High, "{0}: {1} assemblies, {2} of {3} bytes, for {4} ({5}) at 0x{6}",
                Output, files.Length, used, json.DeploySize, json.Text("target"), Profile, json.DeployAddress.ToString("X8", CultureInfo.InvariantCulture));
        }
        catch (Exception e)
        {
            Log.LogError("{0}: {1}", Output, e.Message);
        }

        return !Log.HasLoggedErrors;
    }

    // The order in which static constructors run: the class library first, then what is used, then who uses it; the tests' launcher has the Main of a test.
    private int Order(string file)
    {
        string name = Path.GetFileNameWithoutExtension(file);
        return name == "mscorlib" ? 0 : name == "nanoFramework.UnitTestLauncher" ? 3 : file == Application ? 2 : 1;
    }
}
