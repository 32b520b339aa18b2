package io.crosswalk.intake;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection: bytes to messages on the way in, replies to frames on the way out.
 *
 * <pre>
 *   bytes -> assemble -> message -> (the route) -> reply -> written -> next message
 *                           \________ nothing is read meanwhile ________/
 * </pre>
 *
 * One message is under way at a time, so replies keep the order of the messages, a slow engine shows in the sender's
 * TCP window instead of our memory, and a sender that does not read its acknowledgements stops itself. All state
 * belongs to the event loop of the connection.
 */
final class MllpConnection extends ChannelDuplexHandler {

    /** A read is never larger, so never is what waits behind a message under way. */
    private static final int LARGEST_READ = 32 * 1024;

    private static final long LINGER_MILLIS = 1_000;

    private final MllpFraming framing;
    private final FrameLimits limits;
    private final Deque<Chunk> waiting = new ArrayDeque<>(2);
    private @Nullable FrameAssembler assembler;
    private @Nullable ScheduledFuture<?> watchdog;
    private @Nullable ScheduledFuture<?> endTimer;
    private String address = "";
    private boolean counted;
    private boolean underWay;
    private boolean draining;
    private boolean closing;
    private boolean busy;
    private int brokenInARow;
    private long lastByte = System.nanoTime();
    private long busySince;
    private long replySince;
    private boolean replyPending;

    MllpConnection(MllpFraming framing) {
        this.framing = framing;
        this.limits = framing.limits();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.channel().config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(64, 2048, LARGEST_READ));
        AssemblyBudget.Share share = framing.budget()
                .open(() -> ctx.executor()
                        .execute(() ->
                                giveUp(ctx, FrameFault.NO_ROOM, "the memory for messages in the making is used up")));
        assembler = new FrameAssembler(
                limits, share, (fault, bytes) -> framing.listener().tolerated(address, fault, bytes));
        if (ctx.channel().isActive()) {
            opened(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        opened(ctx);
        ctx.fireChannelActive();
    }

    private void opened(ChannelHandlerContext ctx) {
        if (counted) {
            return;
        }
        counted = true;
        address = Addresses.of(ctx.channel().localAddress());
        if (framing.opened(address) > limits.connections()) {
            end(ctx, FrameFault.TOO_MANY, "more than " + limits.connections() + " connections");
            return;
        }
        watch(ctx, shortest());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!closing) {
            closing = true;
            FrameEvent.Broken partial =
                    assembler().abandon(FrameFault.NO_END, "the connection ended before the end block (1C 0D)");
            if (partial != null) {
                report(ctx, partial, true);
            }
            reportWaiting(ctx);
        }
        assembler().abandon(FrameFault.NO_END, "closed");
        waiting.clear();
        cancel(watchdog);
        cancel(endTimer);
        if (counted) {
            counted = false;
            framing.closed(address);
        }
        ctx.fireChannelInactive();
    }

    /** Whole messages may be among these bytes. They were not acknowledged: their sender still has them. */
    private void reportWaiting(ChannelHandlerContext ctx) {
        int length = waiting.stream().mapToInt(Chunk::length).sum();
        if (length > 0) {
            byte[] kept = new byte[Math.min(length, limits.kept())];
            int at = 0;
            for (Chunk chunk : waiting) {
                int count = Math.min(chunk.length(), kept.length - at);
                chunk.read(kept, at, count);
                at += count;
            }
            report(
                    ctx,
                    new FrameEvent.Broken(
                            FrameFault.LOST,
                            length,
                            kept,
                            true,
                            "the connection ended before these bytes were processed; they were not acknowledged"),
                    true);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (!closing && message instanceof ByteBuf read) {
                lastByte = System.nanoTime();
                byte[] bytes = new byte[read.readableBytes()];
                read.readBytes(bytes);
                waiting.add(new Chunk(bytes));
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
        drain(ctx);
    }

    /** Hands on what is whole, one message at a time, and reads on when there is none. */
    private void drain(ChannelHandlerContext ctx) {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!underWay && !closing && !waiting.isEmpty()) {
                Chunk head = waiting.element();
                FrameEvent event = assembler().next(head);
                if (head.isEmpty()) {
                    waiting.remove();
                }
                if (event != null) {
                    handle(ctx, event);
                }
                watchBusy();
            }
        } finally {
            draining = false;
        }
        if (!closing) {
            waitForEnd(ctx);
            ctx.channel().config().setAutoRead(!underWay);
        }
    }

    private void watchBusy() {
        boolean isBusy = assembler().isBusy();
        if (isBusy && !busy) {
            busySince = System.nanoTime();
        }
        busy = isBusy;
    }

    private void handle(ChannelHandlerContext ctx, FrameEvent event) {
        busy = false;
        if (event instanceof FrameEvent.Frame frame) {
            brokenInARow = 0;
            underWay = true;
            // Before handing on: the reply may come from another thread at once.
            ctx.channel().config().setAutoRead(false);
            ctx.fireChannelRead(frame.message());
        } else if (event instanceof FrameEvent.Broken broken) {
            broken(ctx, broken);
        }
    }

    private void broken(ChannelHandlerContext ctx, FrameEvent.Broken broken) {
        brokenInARow++;
        boolean isLast = broken.isFatal() || brokenInARow >= limits.brokenInARow();
        report(ctx, broken, isLast);
        if (isLast) {
            close(ctx, Farewell.to(broken, framing.clock().instant()));
        }
    }

    /** Gives up the message in the making, and with it the connection. */
    private void giveUp(ChannelHandlerContext ctx, FrameFault fault, String reason) {
        FrameEvent.Broken partial = closing ? null : assembler().abandon(fault, reason);
        if (partial != null) {
            report(ctx, partial, true);
            close(ctx, Farewell.to(partial, framing.clock().instant()));
        }
    }

    /** Ends a connection that has nothing in the making. */
    private void end(ChannelHandlerContext ctx, FrameFault fault, String reason) {
        report(ctx, new FrameEvent.Broken(fault, 0, new byte[0], true, reason), true);
        close(ctx, new byte[0]);
    }

    private void report(ChannelHandlerContext ctx, FrameEvent.Broken broken, boolean isClosed) {
        framing.listener()
                .broken(new FrameIncident(
                        broken.fault(),
                        address,
                        Addresses.of(ctx.channel().remoteAddress()),
                        framing.clock().instant(),
                        broken.length(),
                        broken.kept(),
                        isClosed,
                        broken.reason()));
    }

    private void close(ChannelHandlerContext ctx, byte[] lastWord) {
        closing = true;
        waiting.clear();
        if (lastWord.length == 0) {
            ctx.close();
            return;
        }
        ctx.writeAndFlush(frame(ctx, lastWord)).addListener(written -> linger(ctx));
    }

    /** Closing with unread bytes resets the connection, and the reset may overtake the last word. */
    private static void linger(ChannelHandlerContext ctx) {
        if (ctx.channel() instanceof SocketChannel socket && socket.isActive()) {
            socket.shutdownOutput();
            socket.config().setAutoRead(true);
            ctx.executor().schedule(() -> ctx.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            ctx.close();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (closing) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new IOException("the connection is closed: the reply has nowhere to go"));
            return;
        }
        Reply reply = replyOf(message);
        if (reply instanceof Reply.Acknowledge acknowledge) {
            replyPending = true;
            replySince = System.nanoTime();
            promise.addListener(written -> replied(ctx, written.isSuccess()));
            ctx.write(frame(ctx, acknowledge.message()), promise);
            return;
        }
        promise.trySuccess();
        if (reply instanceof Reply.Close close) {
            report(ctx, new FrameEvent.Broken(FrameFault.CLOSED, 0, new byte[0], true, close.reason()), true);
            close(ctx, close.lastWord());
        } else {
            replied(ctx, true);
        }
    }

    private static Reply replyOf(Object message) {
        if (message instanceof Reply reply) {
            return reply;
        }
        if (message instanceof byte[] bytes) {
            return bytes.length == 0 ? new Reply.Silent() : new Reply.Acknowledge(bytes);
        }
        if (message instanceof CharSequence text) {
            return new Reply.Acknowledge(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        // An exception's text may quote the message; its class does not.
        String what = message.getClass().getSimpleName();
        ReferenceCountUtil.release(message);
        return Reply.Close.because("the route ended with " + what + " instead of a reply");
    }

    private static ByteBuf frame(ChannelHandlerContext ctx, byte[] message) {
        return ctx.alloc()
                .buffer(message.length + 3)
                .writeByte(FrameAssembler.START)
                .writeBytes(message)
                .writeByte(FrameAssembler.END)
                .writeByte('\r');
    }

    private void replied(ChannelHandlerContext ctx, boolean isWritten) {
        replyPending = false;
        underWay = false;
        lastByte = System.nanoTime();
        busySince = lastByte;
        if (!isWritten) {
            ctx.close();
        } else if (!closing) {
            drain(ctx);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            // A reset by the sender. What it cuts off is reported when the channel is inactive.
            ctx.close();
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    private void waitForEnd(ChannelHandlerContext ctx) {
        if (!underWay && assembler().isEnding() && endTimer == null) {
            endTimer =
                    ctx.executor().schedule(() -> noEnd(ctx), limits.endTime().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void noEnd(ChannelHandlerContext ctx) {
        endTimer = null;
        boolean isQuiet = System.nanoTime() - lastByte >= limits.endTime().toNanos();
        if (closing || underWay || !assembler().isEnding()) {
            return;
        }
        FrameEvent event = isQuiet ? assembler().endWithoutCarriageReturn() : null;
        if (event != null) {
            handle(ctx, event);
        } else if (!isQuiet) {
            waitForEnd(ctx);
        }
    }

    private void watch(ChannelHandlerContext ctx, long nanos) {
        watchdog = ctx.executor().schedule(() -> check(ctx), Math.max(nanos, 1_000_000), TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext ctx) {
        if (closing) {
            return;
        }
        long now = System.nanoTime();
        long next = shortest();
        if (replyPending) {
            long left = limits.replyTime().toNanos() - (now - replySince);
            if (left <= 0) {
                end(ctx, FrameFault.REPLY_NOT_READ, "the sender does not read its acknowledgements");
                return;
            }
            next = Math.min(next, left);
        } else if (!underWay) {
            long left = limits.idleTime().toNanos() - (now - lastByte);
            if (assembler().isBusy()) {
                left = Math.min(left, limits.frameTime().toNanos() - (now - busySince));
                if (left <= 0) {
                    giveUp(
                            ctx,
                            FrameFault.TOO_SLOW,
                            "not complete within " + limits.frameTime().toMillis() + " ms");
                    return;
                }
            } else if (left <= 0) {
                end(ctx, FrameFault.IDLE, "no byte for " + limits.idleTime().toSeconds() + " s");
                return;
            }
            next = Math.min(next, left);
        }
        watch(ctx, next);
    }

    private long shortest() {
        return Math.min(
                limits.frameTime().toNanos(),
                Math.min(limits.idleTime().toNanos(), limits.replyTime().toNanos()));
    }

    private FrameAssembler assembler() {
        FrameAssembler present = assembler;
        if (present == null) {
            throw new IllegalStateException("bytes before the handler was added");
        }
        return present;
    }

    private static void cancel(@Nullable ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
