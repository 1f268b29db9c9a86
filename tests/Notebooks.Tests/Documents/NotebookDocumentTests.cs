using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Tests.Documents;

public sealed class NotebookDocumentTests
{
    // Written by hand in the layout of nbformat 5.7's writer (json.dumps with sort_keys, indent=1, ensure_ascii=False).
    private const string Canonical = """
        {
         "cells": [
          {
           "attachments": {},
           "cell_type": "markdown",
           "future_field": [
            1.50,
            {
             "deep": null
            }
           ],
           "id": "title",
           "metadata": {
            "slideshow": {
             "slide_type": "slide"
            }
           },
           "source": [
            "# Übung 🙂 <b>\n",
            "\"quoted\" \\ tab\t"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 3,
           "id": "a-b_C1",
           "metadata": {
            "tags": [
             "raises-exception"
            ]
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "one\n",
              "two"
             ],
             "vendor": true
            },
            {
             "data": {
              "application/vnd.plot+json": {
               "x": [
                1,
                2
               ]
              },
              "image/png": "iVBORw0KGgo=\n",
              "text/plain": [
               "<figure>"
              ]
             },
             "execution_count": 3,
             "metadata": {
              "isolated": true
             },
             "output_type": "execute_result"
            },
            {
             "ename": "E",
             "evalue": "v",
             "output_type": "error",
             "traceback": [
              "line"
             ]
            }
           ],
           "source": []
          },
          {
           "cell_type": "raw",
           "id": "raw",
           "metadata": {},
           "source": [
            "as it is"
           ]
          }
         ],
         "metadata": {
          "authors": [],
          "kernelspec": {
           "name": ".net-csharp"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5,
         "unknown_root": 1e3
        }

        """;

    [Fact]
    public void A_notebook_in_nbformats_layout_comes_back_byte_for_byte() =>
        Assert.Equal(Canonical, NotebookDocument.Parse(Canonical).ToJson());

    [Fact]
    public void Another_layout_becomes_nbformats_without_losing_a_field()
    {
        var shuffled = JsonNode.Parse(Canonical)!.AsObject();
        var root = new JsonObject(shuffled.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        root["cells"]![0]!["source"] = "# Übung 🙂 <b>\n\"quoted\" \\ tab\t";

        Assert.Equal(Canonical, NotebookDocument.Parse(root.ToJsonString()).ToJson());
    }

    [Fact]
    public void Cells_and_outputs_are_read()
    {
        var document = NotebookDocument.Parse(Canonical);

        Assert.Equal([CellKind.Markdown, CellKind.Code, CellKind.Raw], document.Cells.Select(cell => cell.Kind));
        Assert.Equal("# Übung 🙂 <b>\n\"quoted\" \\ tab\t", document.Cells[0].Source);
        var code = document.Cells[1];
        Assert.Equal(["raises-exception"], code.Tags);
        Assert.Equal(3, code.ExecutionCount);
        Assert.Equal("one\ntwo", code.Outputs[0].Text);
        Assert.Equal("<figure>", code.Outputs[1].Data.Text("text/plain"));
        Assert.Equal("""{"x":[1,2]}""", code.Outputs[1].Data.Text("application/vnd.plot+json"));
        Assert.Equal(("E", "v"), (code.Outputs[2].ErrorName, code.Outputs[2].ErrorValue));
    }

    [Fact]
    public void Cells_without_ids_get_the_same_ones_every_time()
    {
        var text = """{"cells":[{"cell_type":"markdown","metadata":{},"source":"a"},{"cell_type":"markdown","metadata":{},"source":"a"}],"metadata":{},"nbformat":4,"nbformat_minor":5}""";

        var ids = NotebookDocument.Parse(text).Cells.Select(cell => cell.Id).ToList();

        Assert.Equal(ids, NotebookDocument.Parse(text).Cells.Select(cell => cell.Id));
        Assert.Equal(2, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{8}$", id));
    }

    [Fact]
    public void An_older_format_gets_no_ids()
    {
        var document = NotebookDocument.Parse("""{"cells":[{"cell_type":"code","metadata":{},"source":"a"}],"metadata":{},"nbformat":4,"nbformat_minor":2}""");

        Assert.Null(document.Cells[0].Id);
        Assert.DoesNotContain("\"id\"", document.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_created_notebook_is_valid_and_names_its_language_for_every_host()
    {
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Code("1"));

        var json = JsonNode.Parse(NotebookDocument.Parse(document.ToJson()).ToJson())!;

        Assert.Equal(".net-csharp", (string?)json["metadata"]!["kernelspec"]!["name"]);
        Assert.Equal("C#", (string?)json["metadata"]!["language_info"]!["name"]);
        Assert.Equal("csharp", (string?)json["metadata"]!["polyglot_notebook"]!["kernelInfo"]!["defaultKernelName"]);
        Assert.Equal("csharp", (string?)json["cells"]![0]!["metadata"]!["polyglot_notebook"]!["kernelName"]);
        Assert.Equal("csharp", (string?)json["cells"]![0]!["metadata"]!["dotnet_interactive"]!["language"]);
    }

    [Fact]
    public void Saving_replaces_the_file_and_leaves_no_other()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.ipynb", "old");

        NotebookDocument.Parse(Canonical).Save(path);

        Assert.Equal(Canonical, File.ReadAllText(path));
        Assert.Equal(["a.ipynb"], folder.FileNames);
    }
}
