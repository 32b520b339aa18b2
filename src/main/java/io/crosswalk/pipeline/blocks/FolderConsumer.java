package io.crosswalk.pipeline.blocks;

import io.crosswalk.intake.Receipt;
import io.crosswalk.intake.folder.FolderWatch;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** Puts each file of a folder through its route; the receipt that comes back decides where the file goes. */
final class FolderConsumer extends DefaultConsumer implements Watching {

    private final FolderEndpoint endpoint;
    private @Nullable FolderWatch watch;

    FolderConsumer(FolderEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    public String address() {
        return "folder:" + endpoint.options().folder();
    }

    @Override
    public Optional<String> trouble() {
        FolderWatch current = watch;
        return current == null ? Optional.empty() : current.trouble();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        FolderWatch opened =
                new FolderWatch(endpoint.channel(), endpoint.options(), this::through, InstantSource.system());
        watch = opened;
        opened.start();
    }

    @Override
    protected void doStop() throws Exception {
        FolderWatch current = watch;
        watch = null;
        if (current != null) {
            current.close();
        }
        super.doStop();
    }

    private void through(Path file, java.util.function.Consumer<Receipt> told) {
        Exchange exchange = createExchange(false);
        exchange.getIn().setBody(file);
        getAsyncProcessor().process(exchange, sync -> {
            Receipt receipt = receipt(exchange);
            releaseExchange(exchange, false);
            told.accept(receipt);
        });
    }

    private static Receipt receipt(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure != null) {
            return Receipt.of(new Receipt.NotStored(
                    "a step of the route failed with " + failure.getClass().getSimpleName()));
        }
        return exchange.getMessage().getBody() instanceof Receipt receipt
                ? receipt
                : Receipt.of(new Receipt.NotStored("the route does not end with crosswalk:receive for documents"));
    }
}
