using Course.Running;

namespace Course.Tests;

public sealed class JupyterServerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-jupyter-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Jupyter_looks_into_our_folder_first()
    {
        Assert.StartsWith(_folder, JupyterServer.Environment(_folder)["JUPYTER_PATH"]);
    }

    [Fact]
    public void Jupyter_listens_on_this_machine_alone()
    {
        if (JupyterServer.Find() is not var (_, arguments))
        {
            Assert.Skip("There is no Jupyter here.");
            return;
        }

        Assert.Contains("--ip=127.0.0.1", arguments);
    }

    [Fact]
    public void Charts_find_their_script_where_the_notebook_server_serves_it()
    {
        var script = Path.Combine(_folder, "plotly.js");
        File.WriteAllText(script, "plotly");

        JupyterServer.ProvideCharts(_folder, script);
        JupyterServer.ProvideCharts(_folder, script);

        Assert.Equal("plotly", File.ReadAllText(Path.Combine(_folder, "nbextensions", "course", "plotly.min.js")));
    }
}
