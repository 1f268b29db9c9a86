using System.Globalization;
using TorchSharp.TensorBoard;
using TorchSharp.Utils.tensorboard.Enums;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Writes what TensorBoard shows: curves, histograms and texts, by tag and step.</summary>
    public class SummaryWriter
    {
        private static int s_files;

        private readonly string? _suffix;
        private readonly EventFile _file;
        private readonly Dictionary<string, EventFile> _runs = [];

        internal SummaryWriter(string logDir, string? suffix)
        {
            LogDir = logDir;
            _suffix = suffix;
            _file = Create(logDir);
        }

        /// <summary>The folder of the event files.</summary>
        public string LogDir { get; }

        /// <summary>Adds a point to a curve.</summary>
        /// <param name="tag">The curve's name; what stands before a slash groups curves.</param>
        /// <param name="scalar_value">The value.</param>
        /// <param name="global_step">The step.</param>
        /// <param name="walltime">Seconds since 1970; now by default.</param>
        public void add_scalar(string tag, float scalar_value, int global_step, long? walltime = null)
            => _file.Append(Scalar(tag, scalar_value), global_step, walltime);

        /// <summary>Adds a point to each of several curves of one chart; each curve has a folder of its own.</summary>
        /// <param name="main_tag">The chart's name.</param>
        /// <param name="tag_scalar_dict">The curves' names and values.</param>
        /// <param name="global_step">The step.</param>
        /// <param name="walltime">Seconds since 1970; now by default.</param>
        public void add_scalars(string main_tag, IDictionary<string, float> tag_scalar_dict, int global_step, long? walltime = null)
            => add_scalars(main_tag, [.. tag_scalar_dict.Select(entry => (entry.Key, entry.Value))], global_step, walltime);

        /// <inheritdoc cref="add_scalars(string, IDictionary{string, float}, int, long?)"/>
        public void add_scalars(string main_tag, IList<(string, float)> tag_scalar_dict, int global_step, long? walltime = null)
        {
            foreach (var (key, value) in tag_scalar_dict)
            {
                string folder = Path.Combine(LogDir, $"{main_tag}_{key}".Replace('/', '_'));
                if (!_runs.TryGetValue(folder, out var file)) _runs.Add(folder, file = Create(folder));
                file.Append(Scalar(main_tag, value), global_step, walltime);
            }
        }

        /// <summary>Adds the distribution of values.</summary>
        /// <param name="tag">The histogram's name.</param>
        /// <param name="values">The values, of any shape.</param>
        /// <param name="global_step">The step.</param>
        /// <param name="bins">How many bins there are, and how wide they are.</param>
        /// <param name="walltime">Seconds since 1970; now by default.</param>
        /// <param name="max_bins">At most so many bins.</param>
        public void add_histogram(
            string tag, Tensor values, int global_step, HistogramBinSelector bins = HistogramBinSelector.Tensorflow, long? walltime = null, long? max_bins = null)
        {
            using var flat = values.detach().to(ScalarType.Float64).flatten();
            var histogram = Histogram.Of(flat.data<double>().ToArray(), bins, max_bins);
            _file.Append(new ProtoMessage().Text(1, tag).Message(5, histogram.ToMessage()), global_step, walltime);
        }

        /// <summary>Adds a text, which may be Markdown.</summary>
        /// <param name="tag">The text's name.</param>
        /// <param name="text_string">The text.</param>
        /// <param name="global_step">The step.</param>
        /// <param name="walltime">Seconds since 1970; now by default.</param>
        public void add_text(string tag, string text_string, int global_step, long? walltime = null)
        {
            const long StringType = 7; // DT_STRING
            var tensor = new ProtoMessage()
                .Integer(1, StringType)
                .Message(2, new ProtoMessage().Message(2, new ProtoMessage().Integer(1, 1)))
                .Text(8, text_string);
            var metadata = new ProtoMessage().Message(1, new ProtoMessage().Text(1, "text"));
            _file.Append(new ProtoMessage().Text(1, $"{tag}/text_summary").Message(9, metadata).Message(8, tensor), global_step, walltime);
        }

        private static ProtoMessage Scalar(string tag, float value) => new ProtoMessage().Text(1, tag).Float(2, value);

        private EventFile Create(string folder)
        {
            string name = string.Create(
                CultureInfo.InvariantCulture,
                $"events.out.tfevents.{(long)EventFile.Now()}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref s_files)}");
            return new EventFile(Path.Combine(folder, string.IsNullOrEmpty(_suffix) ? name : $"{name}.{_suffix}"));
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class utils
        {
            /// <summary>Logs for TensorBoard.</summary>
            public static partial class tensorboard
            {
                /// <summary>A writer of event files.</summary>
                /// <param name="log_dir">The folder; by default a new one, named by date and machine, in "runs".</param>
                /// <param name="filename_suffix">Goes at the end of the file name.</param>
                /// <param name="createRunName">Make a new folder, named by date and machine, inside <paramref name="log_dir"/>.</param>
                public static Modules.SummaryWriter SummaryWriter(string? log_dir = null, string? filename_suffix = null, bool createRunName = false)
                {
                    bool named = string.IsNullOrEmpty(log_dir) || createRunName;
                    string parent = string.IsNullOrEmpty(log_dir) ? "runs" : log_dir;
                    string run = string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:MMMd_HH-mm-ss}_{Environment.MachineName}");
                    return new(named ? Path.Combine(parent, run) : parent, filename_suffix);
                }
            }
        }
    }
}
