using TorchSharp;
using TransferLearning.Hub;

namespace TransferLearning.Training;

/// <summary>Puts saved weights back into a model of the same shape, for resuming.</summary>
internal static class SavedWeights
{
    /// <summary>Copies every tensor of a safetensors file into the parameter of its name.</summary>
    /// <exception cref="InvalidDataException">The file lacks a parameter, or has it in another shape: it belongs to another model.</exception>
    public static void CopyInto(torch.nn.Module model, string path)
    {
        using var file = SafeTensorsFile.Open(path);
        using var noGrad = torch.no_grad();
        foreach (var (name, parameter) in model.named_parameters())
        {
            if (!file.Contains(name) || !file[name].Shape.SequenceEqual(parameter.shape))
            {
                var found = file.Contains(name) ? $"with shape [{string.Join(", ", file[name].Shape)}]" : "not at all";
                throw new InvalidDataException(
                    $"'{path}' has the parameter '{name}' {found}, but the model needs [{string.Join(", ", parameter.shape)}]. Resume with the model that the run began with.");
            }

            file.CopyTo(name, parameter);
        }
    }
}
