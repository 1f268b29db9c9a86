namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What takes one input and gives a result.</summary>
        public interface IModule<T, TResult>
        {
            /// <summary>Runs the forward pass with its hooks.</summary>
            TResult call(T input1);
        }

        /// <summary>A module whose forward pass takes one input.</summary>
        public abstract class Module<T, TResult>
            : HookableModule<Func<Module<T, TResult>, T, T>, Func<Module<T, TResult>, T, TResult, TResult>>, IModule<T, TResult>
        {
            /// <summary>Creates the module; the subclass's constructor ends with <see cref="Module.RegisterComponents"/>.</summary>
            protected Module(string name)
                : base(name)
            {
            }

            /// <summary>Computes the result; callers use <see cref="call"/>, which also runs the hooks.</summary>
            public abstract TResult forward(T input);

            /// <summary>Runs the hooks registered before, the forward pass, and the hooks registered after.</summary>
            public TResult call(T input)
            {
                foreach (var hook in module_pre_hooks.Values) hook(this);
                foreach (var hook in pre_hooks.Values) input = hook(this, input) ?? input;
                var result = forward(input);
                foreach (var hook in post_hooks.Values) result = hook(this, input, result) ?? result;
                foreach (var hook in module_post_hooks.Values) hook(this);
                return result;
            }
        }
    }
}
