using System.Text.Json.Nodes;
using Notebooks.Jupyter;

namespace Notebooks.Tests;

public sealed class KernelSpecTests : IDisposable
{
    private readonly TemporaryFolder _user = new();
    private readonly TemporaryFolder _system = new();
    private readonly KernelSpec _spec;

    public KernelSpecTests() => _spec = new(_user.Path, [_system.Path]);

    public void Dispose()
    {
        _user.Dispose();
        _system.Dispose();
    }

    [Fact]
    public void It_takes_the_name_that_notebooks_ask_for()
    {
        var file = _spec.Install(["dotnet", "course.dll", "kernel", "{connection_file}"]);

        Assert.Equal(Path.Combine(_user.Path, "kernels", ".net-csharp", "kernel.json"), file);
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        Assert.Equal(("C#", "message", "{connection_file}"), ((string?)json["language"], (string?)json["interrupt_mode"], (string?)json["argv"]![3]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_takes_another_name_when_another_kernel_owns_that_one_for_this_user_or_for_all(bool isForAll)
    {
        var other = Path.Combine(isForAll ? _system.Path : _user.Path, "kernels", ".net-csharp");
        Directory.CreateDirectory(other);
        File.WriteAllText(Path.Combine(other, "kernel.json"), """{ "argv": ["dotnet", "interactive"], "display_name": ".NET (C#)", "language": "C#" }""");

        Assert.Equal(Path.Combine(_user.Path, "kernels", "course-csharp", "kernel.json"), _spec.Install(["course"]));
        Assert.Equal([Path.Combine(_user.Path, "kernels", "course-csharp")], _spec.Uninstall());
        Assert.True(File.Exists(Path.Combine(other, "kernel.json")));
    }

    [Fact]
    public void Installing_again_replaces_and_uninstalling_leaves_nothing()
    {
        _spec.Install(["old"]);
        var file = _spec.Install(["new"]);

        Assert.Contains("new", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Single(_spec.Uninstall());
        Assert.Empty(_spec.Uninstall());
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(_user.Path, "kernels")));
    }
}
