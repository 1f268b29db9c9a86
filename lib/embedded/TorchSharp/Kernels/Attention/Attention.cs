using System.Runtime.CompilerServices;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017) without a [tokens, tokens] matrix in memory.</summary>
/// <remarks>
/// A thread takes one head and a block of queries. Their scores against all keys, <see cref="BlockScores"/> floats at most, stay in its L2 from the product
/// with the keys through mask, softmax and dropout to the product with the values. The backward computes the scores again instead of reading them back.
/// </remarks>
internal static unsafe class Attention
{
    /// <summary>256 KB: a quarter of L2, because the backward holds two such blocks beside keys and values.</summary>
    private const int BlockScores = 1 << 16;

    /// <summary>A multiple of the register tiles' 6 and 12 rows.</summary>
    private const int BlockTile = 12;

    /// <summary>Fills Output and, unless null, LogSumExp. A row that is masked completely gives zeros.</summary>
    public static void Forward(in AttentionArguments arguments)
    {
        int block = QueryBlock(arguments), blocks = (arguments.QueryTokens + block - 1) / block;
        if (arguments.HeadSize > 0) WorkerPool.For(arguments.Batch * arguments.Heads * blocks, new ForwardBlocks(arguments, block, blocks));
    }

    /// <summary>The gradients of query, key and value, from the forward's operands, output and LogSumExp.</summary>
    public static void Backward(in AttentionArguments arguments, in AttentionGradients gradients)
    {
        // One thread per head: its blocks of queries add to the same gradients of keys and values, in order.
        if (arguments.HeadSize > 0) WorkerPool.For(arguments.Batch * arguments.Heads, new BackwardHeads(arguments, gradients, QueryBlock(arguments)));
    }

    private static int QueryBlock(in AttentionArguments arguments)
    {
        int fitting = Math.Max(1, BlockScores / Math.Max(1, arguments.KeyTokens));
        return Math.Max(1, Math.Min(arguments.QueryTokens, fitting <= BlockTile ? BlockTile : fitting / BlockTile * BlockTile));
    }

    private readonly struct ForwardBlocks(AttentionArguments arguments, int block, int blocks) : IParallelBody
    {
        public void Run(int chunk)
        {
            int head = chunk / blocks, first = chunk % blocks * block;
            var scores = new AttentionScores(arguments, head / arguments.Heads, head % arguments.Heads, first, Math.Min(block, arguments.QueryTokens - first));
            AttentionForward.Run(arguments, scores, Scratch.Floats(scores.Size));
        }
    }

    private readonly struct BackwardHeads(AttentionArguments arguments, AttentionGradients gradients, int block) : IParallelBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run(int head)
        {
            // At least once: with no queries, the gradients of keys and values are zeros.
            int first = 0;
            do
            {
                var scores = new AttentionScores(arguments, head / arguments.Heads, head % arguments.Heads, first, Math.Min(block, arguments.QueryTokens - first));
                float* memory = Scratch.Floats(2 * scores.Size);
                AttentionBackward.Run(arguments, gradients, scores, memory, memory + scores.Size);
                first += block;
            }
            while (first < arguments.QueryTokens);
        }
    }
}
