namespace NetMQ;

/// <summary>Something that a socket cannot do.</summary>
public class NetMQException : Exception
{
    /// <summary>Makes the exception.</summary>
    public NetMQException()
    {
    }

    /// <summary>Makes the exception.</summary>
    public NetMQException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public NetMQException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Another program listens at the address already.</summary>
public class AddressAlreadyInUseException : NetMQException
{
    /// <summary>Makes the exception.</summary>
    public AddressAlreadyInUseException(Exception innerException, string message)
        : base(message, innerException)
    {
    }
}

/// <summary>The socket is not bound or connected to the address.</summary>
public class EndpointNotFoundException : NetMQException
{
    /// <summary>Makes the exception.</summary>
    public EndpointNotFoundException(string message)
        : base(message)
    {
    }
}

/// <summary>A request was sent before the answer to the one before it, or an answer before a request.</summary>
public class FiniteStateMachineException : NetMQException
{
    internal FiniteStateMachineException(string message)
        : base(message)
    {
    }
}

/// <summary>A router has no peer of the identity that a message is for.</summary>
public class HostUnreachableException : NetMQException
{
    internal HostUnreachableException(string message)
        : base(message)
    {
    }
}
