namespace TorchSharp.Engine;

internal static class CreateGraph
{
    /// <exception cref="NotSupportedException">Gradients of gradients were asked for.</exception>
    internal static void Refuse(bool createGraph)
    {
        if (createGraph)
        {
            throw new NotSupportedException("create_graph: gradients of gradients are not in the embedded engine; `./course use nuget` has them.");
        }
    }
}
