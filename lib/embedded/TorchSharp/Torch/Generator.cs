using System.Buffers.Binary;
using System.Security.Cryptography;
using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A source of random numbers. Its state is a seed and a counter; what is drawn is a function of both, so the same
    /// seed gives the same numbers with any number of threads.
    /// </summary>
    public class Generator : IDisposable
    {
        private static readonly Generator s_default = new();
        private readonly Lock _gate = new();
        private ulong _seed;
        private ulong _counter;

        public Generator(ulong seed = 0, Device? device = null)
        {
            this.device = Devices.RequireCpu(device);
            _seed = seed;
        }

        public static Generator Default => s_default;

        public Device device { get; }

        public Generator manual_seed(long seed)
        {
            lock (_gate) (_seed, _counter) = (unchecked((ulong)seed), 0);
            return this;
        }

        /// <summary>Chooses a seed that nobody can foresee, and returns it.</summary>
        public long seed()
        {
            Span<byte> random = stackalloc byte[8];
            RandomNumberGenerator.Fill(random);
            var value = BinaryPrimitives.ReadInt64LittleEndian(random) & long.MaxValue;
            manual_seed(value);
            return value;
        }

        public long initial_seed()
        {
            lock (_gate) return unchecked((long)_seed);
        }

        /// <summary>Seed and counter, as 16 bytes.</summary>
        public Tensor get_state()
        {
            Span<byte> state = stackalloc byte[16];
            lock (_gate)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(state, _seed);
                BinaryPrimitives.WriteUInt64LittleEndian(state[8..], _counter);
            }

            return Factories.FromSpan<byte>(state, [16], null, null, false);
        }

        public void set_state(Tensor value)
        {
            if (value.dtype != ScalarType.Byte || value.numel() != 16)
            {
                throw new ArgumentException($"set_state: expected the 16 bytes that get_state() gives, got {value.dtype} of shape {Shapes.Text(value.Sizes)}.", nameof(value));
            }

            var state = value.data<byte>().ToArray();
            lock (_gate)
            {
                _seed = BinaryPrimitives.ReadUInt64LittleEndian(state);
                _counter = BinaryPrimitives.ReadUInt64LittleEndian(state.AsSpan(8));
            }
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            // Seed and counter are all there is; the method is part of the package's API.
        }

        /// <summary>Takes the next <paramref name="counters"/> counters for the caller alone.</summary>
        internal (ulong Seed, ulong Offset) Take(ulong counters)
        {
            lock (_gate)
            {
                var offset = _counter;
                _counter += counters;
                return (_seed, offset);
            }
        }
    }

    public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

    public static long seed() => Generator.Default.seed();

    public static long initial_seed() => Generator.Default.initial_seed();

    public static Tensor get_rng_state() => Generator.Default.get_state();

    public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);

    public static class random
    {
        public static Generator manual_seed(long seed) => torch.manual_seed(seed);

        public static long seed() => torch.seed();

        public static long initial_seed() => torch.initial_seed();

        public static Tensor get_rng_state() => torch.get_rng_state();

        public static void set_rng_state(Tensor new_state) => torch.set_rng_state(new_state);
    }

    public static partial class cuda
    {
        public static bool is_available() => false;

        public static bool is_cudnn_available() => false;

        public static int device_count() => 0;

        /// <summary>Accepted and without effect: there is no CUDA device to seed.</summary>
        public static void manual_seed(long seed)
        {
        }

        /// <summary>Accepted and without effect: there is no CUDA device to seed.</summary>
        public static void manual_seed_all(long seed)
        {
        }

        public static void synchronize(Device? device = null) => Devices.RequireCpu(device ?? CUDA);
    }

    public static bool cuda_is_available() => false;

    public static bool mps_is_available() => false;
}
