package io.crosswalk.pipeline.blocks;

import io.crosswalk.pipeline.QueueWork;
import io.crosswalk.pipeline.RouteCall;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** Puts each value of a queue's work through its route as the body of an exchange. */
final class QueueConsumer<T> extends DefaultConsumer {

    private final Function<RouteCall<T>, QueueWork> opener;
    private @Nullable QueueWork work;

    QueueConsumer(BlockEndpoint endpoint, Processor processor, Function<RouteCall<T>, QueueWork> opener) {
        super(endpoint, processor);
        this.opener = opener;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        QueueWork opened = opener.apply(this::through);
        work = opened;
        opened.start();
    }

    @Override
    protected void doStop() throws Exception {
        QueueWork current = work;
        work = null;
        if (current != null) {
            current.stop();
        }
        super.doStop();
    }

    private void through(T value) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            exchange.getIn().setBody(value);
            getProcessor().process(exchange);
            Exception failure = exchange.getException();
            if (failure != null) {
                throw failure;
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
