namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module that calls registered functions before and after its forward pass.</summary>
        /// <typeparam name="TPreHook">The function called before it, which may replace the inputs.</typeparam>
        /// <typeparam name="TPostHook">The function called after it, which may replace the result.</typeparam>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            /// <summary>Hooks that see the inputs, by key.</summary>
            protected Dictionary<string, TPreHook> pre_hooks = [];

            /// <summary>Hooks that see the inputs and the result, by key.</summary>
            protected Dictionary<string, TPostHook> post_hooks = [];

            /// <summary>Hooks called before the forward pass that see the module only, by key.</summary>
            protected Dictionary<string, Action<Module>> module_pre_hooks = [];

            /// <summary>Hooks called after the forward pass that see the module only, by key.</summary>
            protected Dictionary<string, Action<Module>> module_post_hooks = [];

            private long _hooksRegistered;

            /// <summary>Creates a module without hooks.</summary>
            protected HookableModule(string name)
                : base(name)
            {
            }

            /// <summary>Calls <paramref name="hook"/> after each forward pass.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Register(post_hooks, hook);

            /// <summary>Calls <paramref name="hook"/> after each forward pass.</summary>
            public HookRemover register_forward_hook(Action<Module> hook) => Register(module_post_hooks, hook);

            /// <summary>Calls <paramref name="hook"/> before each forward pass.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Register(pre_hooks, hook);

            /// <summary>Calls <paramref name="hook"/> before each forward pass.</summary>
            public HookRemover register_forward_pre_hook(Action<Module> hook) => Register(module_pre_hooks, hook);

            private HookRemover Register<T>(Dictionary<string, T> hooks, T hook)
            {
                string key = $"{_hooksRegistered++}";
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private void Remove(string key)
            {
                pre_hooks.Remove(key);
                post_hooks.Remove(key);
                module_pre_hooks.Remove(key);
                module_post_hooks.Remove(key);
            }

            /// <summary>Takes a hook away again.</summary>
            public class HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
            {
                /// <summary>Removes the hook; nothing happens when it is gone already.</summary>
                public void remove() => module.Remove(key);
            }
        }
    }
}
