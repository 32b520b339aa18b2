package io.crosswalk.intake;

import io.netty.channel.ChannelHandler;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;

/**
 * MLLP for {@code camel-netty}: {@code netty:tcp://host:port?sync=true&decoders=#mllp}, where {@code mllp} names an
 * object of this class. An encoder is not needed.
 *
 * <p>The exchange's body is the bytes of one message; its reply is a {@link Reply}, or the bytes of one. One object
 * serves all listeners of the engine, which share its memory for messages in the making.
 */
public final class MllpFraming extends DefaultChannelHandlerFactory {

    private final FrameLimits limits;
    private final FrameListener listener;
    private final InstantSource clock = InstantSource.system();
    private final AssemblyBudget budget;
    private final Map<String, AtomicInteger> connections = new ConcurrentHashMap<>();

    public MllpFraming(FrameLimits limits, FrameListener listener) {
        this.limits = limits;
        this.listener = listener;
        this.budget = new AssemblyBudget(limits.assembly());
    }

    @Override
    public ChannelHandler newChannelHandler() {
        return new MllpConnection(this);
    }

    FrameLimits limits() {
        return limits;
    }

    FrameListener listener() {
        return listener;
    }

    InstantSource clock() {
        return clock;
    }

    AssemblyBudget budget() {
        return budget;
    }

    /** How many connections {@code address} has with this one. */
    int opened(String address) {
        int open = counter(address).incrementAndGet();
        listener.connections(address, open);
        return open;
    }

    void closed(String address) {
        listener.connections(address, counter(address).decrementAndGet());
    }

    private AtomicInteger counter(String address) {
        return connections.computeIfAbsent(address, key -> new AtomicInteger());
    }
}
