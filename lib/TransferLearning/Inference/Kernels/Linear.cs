namespace TransferLearning.Inference.Kernels;

/// <summary>A linear layer whose weights were rearranged once for the kernels: y = activation(W · x + b) + residual.</summary>
internal abstract class Linear(int inputs, int outputs) : IDisposable
{
    /// <summary>Outputs that one piece of work computes; a run may begin and end at their multiples.</summary>
    public const int Group = 8 * Panel.Outputs;

    /// <summary>The width of a token's vector before.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>The width of a token's vector after.</summary>
    public int Outputs { get; } = outputs;

    /// <summary>The memory that the weights take, in bytes.</summary>
    public abstract long Bytes { get; }

    /// <summary>Applies the layer.</summary>
    /// <param name="x">What goes in.</param>
    /// <param name="y">What comes out: as many tokens, with a buffer of its own.</param>
    /// <param name="epilogue">What follows the product.</param>
    /// <param name="workspace">Memory for what lies between.</param>
    /// <param name="first">The first output that is wanted, a multiple of <see cref="Group"/>; it goes where feature <paramref name="first"/> of y lies.</param>
    /// <param name="count">How many are wanted; all that follow if null.</param>
    public abstract void Run(Activations x, Activations y, Epilogue epilogue, Workspace workspace, int first = 0, int? count = null);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>How many groups some outputs fill.</summary>
    protected static int Groups(int outputs) => (outputs + Group - 1) / Group;

    /// <summary>A product cut into pieces: groups of outputs by blocks of panels. Neighbouring pieces share their tokens, which then lie in the cache.</summary>
    protected readonly struct Pieces(int firstGroup, int groups, int panels)
    {
        private const int PanelsPerPiece = 4;

        public int Count => groups * ((panels + PanelsPerPiece - 1) / PanelsPerPiece);

        public (int Group, int FirstPanel, int EndPanel) this[int piece]
        {
            get
            {
                var (block, group) = Math.DivRem(piece, groups);
                return (firstGroup + group, block * PanelsPerPiece, Math.Min(panels, (block + 1) * PanelsPerPiece));
            }
        }
    }
}
