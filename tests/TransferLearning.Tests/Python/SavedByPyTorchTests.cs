using System.Text.Json;
using TransferLearning.Hub;
using TransferLearning.Tests.Data;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Python;

/// <summary>State dicts that Python's torch.save wrote in this very run (save_with_torch.py).</summary>
public sealed class SavedByPyTorchTests
{
    [Fact]
    public async Task Every_kind_of_tensor_arrives_from_both_forms_of_torch_save()
    {
        await DebianPython.RequireAsync("torch", "python3-torch");
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();

        await DebianPython.RunAsync("save_with_torch.py", folder.FullName);

        using var values = JsonDocument.Parse(File.ReadAllBytes(folder.Path("values.json")));
        foreach (var file in (string[])["new.bin", "old.bin"])
        {
            using var weights = PyTorchWeights.Open(folder.Path(file));
            Assert.Equal(values.RootElement.EnumerateObject().Select(value => value.Name).Order(), weights.Entries.Select(entry => entry.Name).Order());
            foreach (var entry in weights.Entries)
            {
                var expected = values.RootElement.GetProperty(entry.Name);
                Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), entry.Shape);

                var target = zeros([.. entry.Shape], dtype: entry.DType);
                weights.CopyTo(entry.Name, target);
                Assert.Equal(expected.GetProperty("data").EnumerateArray().Select(value => value.GetDouble()), target.to_type(ScalarType.Float64).data<double>().ToArray());
            }
        }
    }
}
