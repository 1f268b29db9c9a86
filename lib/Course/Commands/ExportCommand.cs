using System.CommandLine;
using System.Globalization;
using Course.Terminal;
using TransferLearning.Export;

namespace Course.Commands;

/// <summary><c>course export onnx</c>: writes a trained classifier for runtimes of other languages.</summary>
internal sealed class ExportCommand : Command
{
    public ExportCommand(CourseTerminal terminal)
        : base("export", "Write a trained classifier for other runtimes.") => Subcommands.Add(Onnx(terminal));

    private static Command Onnx(CourseTerminal terminal)
    {
        var model = new Option<string>("--model", "-m") { Description = "The folder of a trained model, or its name on the Hugging Face Hub.", Required = true };
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The folder for model.onnx, config.json and the tokenizer.", Required = true };
        var command = new Command("onnx", "Write model.onnx, which ONNX Runtime runs in a browser, in Node.js, Python, Java, …") { model, output };
        command.SetAction((parsed, cancellation) => Background.Run(
            () =>
            {
                var path = OnnxExport.Export(parsed.GetRequiredValue(model), parsed.GetRequiredValue(output).FullName);
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Saved to {path} ({new FileInfo(path).Length:N0} bytes). Inputs: input_ids, attention_mask and, for BERT, token_type_ids; output: logits."));
                return ExitCode.Succeeded;
            },
            cancellation));
        return command;
    }
}
