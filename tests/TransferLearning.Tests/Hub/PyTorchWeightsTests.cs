using System.IO.Compression;
using System.Text;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Tests.Data;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Hub;

public class PyTorchWeightsTests
{
    [Theory]
    [InlineData("BertForMaskedLM", "pytorch_model.bin")]
    [InlineData("BertForSequenceClassification", "pytorch_model.bin")]
    [InlineData("BertForSequenceClassification", "pytorch_model_legacy.bin")]
    public void Both_forms_of_torch_save_hold_what_the_safetensors_file_holds(string model, string file)
    {
        using var scope = NewDisposeScope();
        using var weights = PyTorchWeights.Open(Fixture.Path("hf", model, file));
        using var reference = SafeTensorsFile.Open(Fixture.Path("hf", model, "model.safetensors"));

        foreach (var entry in reference.Entries)
        {
            var (expected, actual) = (reference.Read(entry.Name), zeros([.. entry.Shape], dtype: entry.DType));
            weights.CopyTo(entry.Name, actual);
            Assert.True(expected.bytes.SequenceEqual(actual.bytes), entry.Name);
        }
    }

    [Fact]
    public void A_model_loads_from_PyTorchs_file_with_its_tied_duplicates()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        File.Copy(Fixture.Path("hf", "BertForMaskedLM", "config.json"), folder.Path("config.json"));
        File.Copy(Fixture.Path("hf", "BertForMaskedLM", "pytorch_model.bin"), folder.Path("pytorch_model.bin"));

        using var model = BertForMaskedLM.FromPretrained(folder.FullName);
        using var reference = BertForMaskedLM.FromPretrained(Fixture.Path("hf", "BertForMaskedLM"));

        Assert.True(model.LoadReport!.IsExact, model.LoadReport.ToString());
        Assert.All(model.parameters().Zip(reference.parameters()), pair => Assert.Equal(Fixture.Floats(pair.Second), Fixture.Floats(pair.First)));
    }

    [Fact]
    public void A_transposed_tensor_keeps_its_strides()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        WriteZip(folder.Path("t.bin"), StateDict("w", "FloatStorage", 6, offset: 0, shape: [2, 3], strides: [1, 2]), [0, 1, 2, 3, 4, 5]);
        using var weights = PyTorchWeights.Open(folder.Path("t.bin"));

        var target = zeros(2, 3);
        weights.CopyTo("w", target);

        Assert.Equal([0f, 2f, 4f, 1f, 3f, 5f], Fixture.Floats(target));
    }

    [Theory]
    [InlineData(0, 2, 4, "beyond its storage")]
    [InlineData(1, 2, 3, "beyond its storage")]
    [InlineData(200, 1, 1, "beyond its storage")]
    public void A_tensor_that_reaches_beyond_its_storage_is_refused(byte offset, byte rows, byte columns, string reason)
    {
        using var folder = new TemporaryFolder();
        WriteZip(folder.Path("t.bin"), StateDict("w", "FloatStorage", 6, offset, [rows, columns], [columns, 1]), [0, 1, 2, 3, 4, 5]);

        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => PyTorchWeights.Open(folder.Path("t.bin"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_repeats_its_storage_is_refused_because_it_could_claim_any_size()
    {
        using var folder = new TemporaryFolder();
        WriteZip(folder.Path("t.bin"), StateDict("w", "FloatStorage", 6, offset: 0, shape: [250, 250, 250], strides: [0, 0, 0]), [0, 1, 2, 3, 4, 5]);

        Assert.Contains("claims 15625000 elements", Assert.Throws<InvalidDataException>(() => PyTorchWeights.Open(folder.Path("t.bin"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_of_very_many_dimensions_is_refused()
    {
        using var folder = new TemporaryFolder();
        var ones = Enumerable.Repeat((byte)1, 65).ToArray();
        WriteZip(folder.Path("t.bin"), StateDict("w", "FloatStorage", 6, offset: 0, ones, ones), [0, 1, 2, 3, 4, 5]);

        Assert.Contains("unusual arguments", Assert.Throws<InvalidDataException>(() => PyTorchWeights.Open(folder.Path("t.bin"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_part_twice_is_refused()
    {
        using var folder = new TemporaryFolder();
        WriteZip(folder.Path("t.bin"), StateDict("w", "FloatStorage", 6, offset: 0, [6], [1]), [0, 1, 2, 3, 4, 5]);
        using (var zip = ZipFile.Open(folder.Path("t.bin"), ZipArchiveMode.Update)) zip.CreateEntry("model/data/0", CompressionLevel.NoCompression).Open().Dispose();

        Assert.Throws<InvalidDataException>(() => PyTorchWeights.Open(folder.Path("t.bin")));
    }

    [Theory]
    [InlineData("\u0080\u0002cposix\nsystem\n(X\u0002\0\0\0lstR.", "posix.system")]
    [InlineData("\u0080\u0002cbuiltins\neval\n(X\u0002\0\0\0lstR.", "builtins.eval")]
    [InlineData("\u0080\u0002ctorch\nload\n(X\u0002\0\0\0lstR.", "torch.load")]
    [InlineData("\u0080\u0002ccollections\nOrderedDict\n(K\u0001tR.", "unusual arguments")]
    [InlineData("\u0080\u0002(K\u0001i__main__\nThing\n.", "opcode 0x69")]
    [InlineData("\u0080\u0002NK\u0001a.", "no list")]
    [InlineData("\u0080\u0002NK\u0001K\u0001s.", "no dictionary")]
    [InlineData("\u0080\u0002K\u0001.", "dictionary of tensors")]
    [InlineData("\u0080\u0002}.", "no tensors")]
    [InlineData("\u0080\u0002t.", "not begun")]
    [InlineData("\u0080\u0002X\u00ff\u00ff\u00ff\u007fa", "truncated")]
    public void A_pickle_with_anything_but_tensors_is_refused_by_name(string pickle, string reason)
    {
        using var folder = new TemporaryFolder();
        WriteZip(folder.Path("evil.bin"), Encoding.Latin1.GetBytes(pickle), []);

        var error = Assert.Throws<InvalidDataException>(() => PyTorchWeights.Open(folder.Path("evil.bin")));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("evil.bin", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_part_is_refused_before_it_is_unpacked()
    {
        using var folder = new TemporaryFolder();
        WriteZip(folder.Path("bomb.bin"), StateDict("w", "FloatStorage", 1_000, 0, [100], [1]), new float[1_000], CompressionLevel.Optimal);

        Assert.Contains("compressed", Assert.Throws<InvalidDataException>(() => PyTorchWeights.Open(folder.Path("bomb.bin"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pytorch_model.bin")]
    [InlineData("pytorch_model_legacy.bin")]
    public void Mutated_files_are_read_or_refused_but_never_crash(string file)
    {
        using var folder = new TemporaryFolder();
        var sound = File.ReadAllBytes(Fixture.Path("hf", "BertForSequenceClassification", file));
        var random = new Random(20261122);
        var refused = 0;
        for (var i = 0; i < 500; i++)
        {
            // The description lies within the first 9,000 bytes, the zip's directory at the end.
            var mutated = sound.ToArray();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                var at = random.Next(4) == 0 ? mutated.Length - 1 - random.Next(5_000) : random.Next(9_000);
                mutated[at] = (byte)random.Next(256);
            }

            if (random.Next(10) == 0) mutated = mutated[..random.Next(mutated.Length)];
            var path = folder.Write("mutated.bin", mutated);
            try
            {
                using var weights = PyTorchWeights.Open(path);
                using var scope = NewDisposeScope();
                foreach (var entry in weights.Entries) weights.CopyTo(entry.Name, zeros([.. entry.Shape], dtype: entry.DType));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 50, 499);
    }

    /// <summary>The pickle of a dictionary with one tensor, as torch.save writes it.</summary>
    private static byte[] StateDict(string name, string storageType, short elements, byte offset, byte[] shape, byte[] strides)
    {
        var pickle = new StringBuilder("\u0080\u0002}");
        Text(name);
        pickle.Append("ctorch._utils\n_rebuild_tensor_v2\n((");
        Text("storage");
        pickle.Append("ctorch\n").Append(storageType).Append('\n');
        Text("0");
        Text("cpu");
        pickle.Append('M').Append((char)(elements & 0xff)).Append((char)(elements >> 8)).Append("tQ");
        pickle.Append('K').Append((char)offset);
        Tuple(shape);
        Tuple(strides);
        pickle.Append("\u0089ccollections\nOrderedDict\n)RtRs.");
        return Encoding.Latin1.GetBytes(pickle.ToString());

        void Text(string text) => pickle.Append('X').Append((char)text.Length).Append("\0\0\0").Append(text);

        void Tuple(byte[] numbers)
        {
            pickle.Append('(');
            foreach (var number in numbers) pickle.Append('K').Append((char)number);
            pickle.Append('t');
        }
    }

    private static void WriteZip(string path, byte[] pickle, float[] storage, CompressionLevel level = CompressionLevel.NoCompression)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using (var stream = zip.CreateEntry("model/data.pkl", level).Open()) stream.Write(pickle);
        using (var stream = zip.CreateEntry("model/data/0", level).Open()) stream.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(storage));
    }
}
