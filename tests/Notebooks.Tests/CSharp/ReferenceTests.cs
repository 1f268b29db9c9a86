using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Notebooks.Authoring;

namespace Notebooks.Tests.CSharp;

public sealed class ReferenceTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Cells _cells;

    public ReferenceTests() => _cells = new(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await _cells.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_reference_by_relative_or_absolute_path_works_with_what_it_depends_on()
    {
        var lower = Compile("Lower", "namespace Lower; public class Base { public int Value => 41; }");
        Compile("Upper", "namespace Upper; public class Derived : Lower.Base { public int Next => Value + 1; }", lower);

        await _cells.RunAsync("#r \"Upper.dll\"\nusing Upper;\nvar derived = new Derived();");
        await _cells.RunAsync("derived.Next + derived.Value");
        Assert.Equal("83", _cells.ResultText);

        await _cells.RunAsync($"#r \"{lower}\"\nnew Lower.Base().Value");
        Assert.Equal("41", _cells.ResultText);
    }

    [Fact]
    public async Task References_of_an_imported_setup_notebook_carry_over()
    {
        var library = Compile("Library", "namespace Library; public static class Answer { public static int Value => 42; }");
        new SetupNotebook([library], ["Library"], _folder.Path).Save(_folder["setup.ipynb"]);

        await _cells.RunAsync("#!import setup.ipynb\nAnswer.Value");

        Assert.Equal("42", _cells.ResultText);
    }

    [Fact]
    public async Task The_hosts_own_copy_of_an_assembly_wins()
    {
        // A file of the same name elsewhere, as the lesson's and the command's copy of the library are.
        var hosts = typeof(HostedThing).Assembly.Location;
        File.Copy(hosts, _folder[Path.GetFileName(hosts)]);
        HostedThing.Count = 7;

        await _cells.RunAsync($"#r \"{_folder[Path.GetFileName(hosts)]}\"\nNotebooks.Tests.CSharp.HostedThing.Count");

        Assert.Equal("7", _cells.ResultText);
    }

    [Fact]
    public async Task A_newer_assembly_than_the_hosts_is_loaded_beside_it()
    {
        Compile("Markdig", """
            [assembly: System.Reflection.AssemblyVersion("99.0.0.0")]
            namespace Markdig; public static class FromTheFuture { public static string Name => typeof(FromTheFuture).Assembly.GetName().Version.ToString(); }
            """);

        await _cells.RunAsync("#r \"Markdig.dll\"\nMarkdig.FromTheFuture.Name");

        Assert.Equal("99.0.0.0", _cells.ResultText);
    }

    [Fact]
    public async Task A_missing_file_is_a_compile_error_on_its_line_with_advice()
    {
        var error = await _cells.FailAsync("// first\n#r \"missing/None.dll\"");

        Assert.Equal(2, error.Line);
        Assert.Contains("missing/None.dll", error.Message, StringComparison.Ordinal);
        Assert.Contains("is the project built?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_assembly_is_refused()
    {
        _folder.Write("text.dll", "not an assembly");

        var error = await _cells.FailAsync("#r \"text.dll\"");

        Assert.Contains("text.dll", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_native_library_beside_a_referenced_assembly_is_found()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Takes a copy of the C library's maths, which lies where Linux keeps it.");
        var maths = Process.GetCurrentProcess().Modules.Cast<ProcessModule>().FirstOrDefault(module => module.ModuleName.StartsWith("libm.so", StringComparison.Ordinal));
        Assert.SkipWhen(maths is null, "The C library's maths is not a file of its own here.");
        var native = Directory.CreateDirectory(_folder[$"runtimes/{RuntimeInformation.RuntimeIdentifier}/native"]).FullName;
        File.Copy(maths.FileName, Path.Combine(native, "libcourse_native_test.so"));
        Compile("Wrapper", """
            public static class Wrapper { [System.Runtime.InteropServices.DllImport("course_native_test")] public static extern double floor(double x); }
            """);

        await _cells.RunAsync("#r \"Wrapper.dll\"\nWrapper.floor(3.5)");

        Assert.Equal("3", _cells.ResultText);
    }

    [Fact]
    public async Task A_package_is_restored_and_usable()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Assert.SkipUnless(Directory.Exists(Path.Combine(packages, "csvhelper", "34.0.0")), "The package that this test uses is not in the package folder.");

        await _cells.RunAsync("""
            #r "nuget: CsvHelper, 34.0.0"
            using CsvHelper;
            typeof(CsvReader).Assembly.GetName().Name
            """);

        Assert.Equal("CsvHelper", _cells.ResultText);
    }

    [Fact]
    public async Task A_package_that_does_not_exist_is_told_with_the_sdks_words()
    {
        _folder.Write("nuget.config", """<configuration><packageSources><clear /><add key="empty" value="." /></packageSources></configuration>""");

        var error = await _cells.FailAsync("\n#r \"nuget: No.Such.Package.Anywhere, 1.0.0\"");

        Assert.Equal("DirectiveError", error.Name);
        Assert.Equal(2, error.Line);
        Assert.Contains("No.Such.Package.Anywhere", error.Message, StringComparison.Ordinal);
    }

    private string Compile(string name, string code, params string[] references)
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var path = _folder[$"{name}.dll"];
        var result = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code)],
            [.. references.Append(typeof(object).Assembly.Location).Append(Path.Combine(framework, "System.Runtime.dll")).Select(file => MetadataReference.CreateFromFile(file))],
            new(OutputKind.DynamicallyLinkedLibrary)).Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }
}

/// <summary>State of the host that a cell can see only when it shares the host's assembly.</summary>
public static class HostedThing
{
    public static int Count { get; set; }
}
