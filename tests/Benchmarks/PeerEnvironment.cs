using System.Globalization;

namespace Benchmarks;

/// <summary>The environment variables that decide how fast PyTorch is.</summary>
internal sealed class PeerEnvironment
{
    private PeerEnvironment(string blas, int threads, bool narrow)
    {
        Variables["LD_LIBRARY_PATH"] = Library(blas);
        Variables["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);

        // OpenBLAS shall find out by itself what the processor can do, whatever is set around us.
        Variables["OPENBLAS_CORETYPE"] = narrow ? "Haswell" : null;
        Variables["OPENBLAS_L2_SIZE"] = null;
        Variables["ATEN_CPU_CAPABILITY"] = narrow ? "avx2" : null;
    }

    /// <summary>What to set, and, where the value is null, to unset.</summary>
    public Dictionary<string, string?> Variables { get; } = [];

    /// <summary>
    /// OpenBLAS with OpenMP, as PyTorch itself, so that the two share their threads; and an allocator that keeps freed memory, so that large tensors do not
    /// fault their pages in at every step.
    /// </summary>
    /// <param name="threads">Threads that compute.</param>
    /// <param name="narrow">Keep it to AVX2, as we are where our vectors are that narrow.</param>
    public static PeerEnvironment AtItsBest(int threads, bool narrow)
    {
        var environment = new PeerEnvironment("openblas-openmp", threads, narrow);
        foreach (string name in (string[])["MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_"]) environment.Variables[name] = "1073741824";
        return environment;
    }

    /// <summary>As Debian installs it: OpenBLAS with threads of its own where that package is there, and the allocator's defaults.</summary>
    /// <inheritdoc cref="AtItsBest"/>
    public static PeerEnvironment AsInstalled(int threads, bool narrow) => new("openblas-pthread", threads, narrow);

    /// <summary>The folder of one of Debian's builds of OpenBLAS; null, which leaves the choice to the system, if it is not there.</summary>
    private static string? Library(string build)
        => Directory.Exists("/usr/lib") ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu").Select(folder => Path.Combine(folder, build)).FirstOrDefault(Directory.Exists) : null;
}
