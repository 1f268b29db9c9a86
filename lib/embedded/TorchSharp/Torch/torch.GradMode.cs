using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Until the result is disposed, this thread records nothing for backward.</summary>
    public static IDisposable no_grad() => GradMode.Set(enabled: false);

    public static IDisposable enable_grad(bool enabled = true) => GradMode.Set(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => GradMode.Set(mode);

    public static bool is_grad_enabled() => GradMode.Enabled;

    public static IDisposable inference_mode(bool mode = true) => GradMode.Set(!mode, inference: mode);

    public static bool is_inference_mode_enabled() => GradMode.Inference;

    public static partial class autograd
    {
        /// <summary>The gradients of the outputs with regard to the inputs, as new tensors.</summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            CreateGraph.Refuse(create_graph);
            return BackwardEngine.Grad(outputs, inputs, grad_outputs, retain_graph, allow_unused)!;
        }

        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            CreateGraph.Refuse(create_graph);
            BackwardEngine.Backward(tensors, grad_tensors, retain_graph ?? create_graph, inputs);
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}
