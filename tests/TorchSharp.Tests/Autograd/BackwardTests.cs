using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd;

public sealed class BackwardTests
{
    [Fact]
    public void Gradient_of_a_product_is_the_other_factor()
    {
        using var a = tensor(new[] { 1f, 2f, 3f }, requires_grad: true);
        using var b = tensor(new[] { 4f, 5f, 6f }, requires_grad: true);
        (a * b).sum().backward();
        Assert.Equal([4f, 5f, 6f], a.grad!.data<float>().ToArray());
        Assert.Equal([1f, 2f, 3f], b.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Broadcast_operands_receive_the_sum_over_what_was_spread()
    {
        using var row = ones(3, requires_grad: true);
        using var column = ones(2, 1, requires_grad: true);
        (row + column * 2).sum().backward();
        Assert.Equal([2f, 2f, 2f], row.grad!.data<float>().ToArray());
        Assert.Equal([6f, 6f], column.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Two_backward_passes_add_up()
    {
        using var x = tensor(new[] { 2f }, requires_grad: true);
        (x * x).sum().backward();
        (x * x).sum().backward();
        Assert.Equal(8f, x.grad!.item<float>());
    }

    [Fact]
    public void A_second_backward_through_freed_tensors_says_what_to_do()
    {
        using var x = tensor(new[] { 2f }, requires_grad: true);
        var y = (x * x).sum();
        y.backward();
        var error = Assert.Throws<InvalidOperationException>(y.backward);
        Assert.Contains("retain_graph", error.Message);
    }

    [Fact]
    public void Retained_graph_can_be_walked_twice()
    {
        using var x = tensor(new[] { 3f }, requires_grad: true);
        var y = (x * x).sum();
        y.backward(retain_graph: true);
        y.backward();
        Assert.Equal(12f, x.grad!.item<float>());
    }

    [Fact]
    public void Saved_tensor_changed_in_place_is_noticed()
    {
        using var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        var y = x.exp();
        var z = y.sum();
        using (no_grad()) y.mul_(2);
        var error = Assert.Throws<InvalidOperationException>(z.backward);
        Assert.Contains("exp", error.Message);
        Assert.Contains("version 1", error.Message);
    }

    [Fact]
    public void Leaf_that_requires_grad_refuses_in_place_changes_unless_in_no_grad()
    {
        using var x = ones(2, requires_grad: true);
        Assert.Throws<InvalidOperationException>(() => x.add_(1));
        using (no_grad()) x.add_(1);
        Assert.Equal([2f, 2f], x.data<float>().ToArray());
    }

    [Fact]
    public void In_place_operations_on_intermediate_results_are_differentiated()
    {
        using var x = tensor(new[] { 1f, 2f, 3f }, requires_grad: true);
        var y = x * 2;
        y.mul_(x);
        y.add_(x);
        y.sum().backward();
        Assert.Equal([5f, 9f, 13f], x.grad!.data<float>().ToArray()); // d(2x^2 + x)
    }

    [Fact]
    public void Writing_through_a_view_reaches_the_history_of_its_base()
    {
        using var x = tensor(new[] { 1f, 2f, 3f, 4f }, requires_grad: true);
        using var w = tensor(new[] { 10f, 20f }, requires_grad: true);
        var y = x * 1;
        y.narrow(0, 1, 2).copy_(w);
        (y * y).sum().backward();
        Assert.Equal([2f, 0f, 0f, 8f], x.grad!.data<float>().ToArray());
        Assert.Equal([20f, 40f], w.grad!.data<float>().ToArray());
    }

    [Fact]
    public void A_view_taken_before_its_base_changed_follows_the_change()
    {
        using var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        var y = x * 1;
        var first = y[0];
        y.mul_(3);
        first.backward();
        Assert.Equal([3f, 0f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void No_grad_records_nothing()
    {
        using var x = ones(2, requires_grad: true);
        using (no_grad())
        {
            Assert.False((x * 2).requires_grad);
        }

        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void Disposing_intermediate_handles_does_not_break_backward()
    {
        using var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        Tensor loss;
        using (var scope = NewDisposeScope())
        {
            var hidden = (x * x).exp();
            loss = hidden.sum().MoveToOuterDisposeScope();
        }

        loss.backward();
        var expected = new[] { 2 * MathF.Exp(1), 4 * MathF.Exp(4) };
        Assert.Equal(expected[0], x.grad!.data<float>()[0], 1e-4f);
        Assert.Equal(expected[1], x.grad!.data<float>()[1], 1e-3f);
    }

    [Fact]
    public void Gradient_with_regard_to_inputs_leaves_their_grad_alone()
    {
        using var x = tensor(new[] { 2f, 3f }, requires_grad: true);
        var gradients = autograd.grad([(x * x).sum()], [x]);
        Assert.Equal([4f, 6f], gradients[0].data<float>().ToArray());
        Assert.Null(x.grad);
    }

    [Fact]
    public void Retained_gradient_of_an_intermediate_result_is_kept()
    {
        using var x = tensor(new[] { 2f }, requires_grad: true);
        var y = x * 3;
        y.retain_grad();
        (y * y).sum().backward();
        Assert.Equal(12f, y.grad!.item<float>());
        Assert.Equal(36f, x.grad!.item<float>());
    }

    [Fact]
    public void Matrix_products_give_gradients_to_both_factors()
    {
        using var a = arange(6, dtype: float32).reshape(2, 3).requires_grad_();
        using var b = arange(12, dtype: float32).reshape(3, 4).requires_grad_();
        a.matmul(b).sum().backward();
        Assert.Equal([6f, 22f, 38f, 6f, 22f, 38f], a.grad!.data<float>().ToArray());
        Assert.Equal([3f, 3f, 3f, 3f, 5f, 5f, 5f, 5f, 7f, 7f, 7f, 7f], b.grad!.data<float>().ToArray());
    }
}
