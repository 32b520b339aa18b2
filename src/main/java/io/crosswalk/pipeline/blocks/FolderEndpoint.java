package io.crosswalk.pipeline.blocks;

import io.crosswalk.intake.folder.FolderOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;

/** {@code crosswalk:folder?channel=...}: the files that are put into a folder, each when it is complete. */
final class FolderEndpoint extends BlockEndpoint {

    private static final Duration SETTLE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final String channel;
    private final FolderOptions options;

    FolderEndpoint(String uri, CrosswalkComponent component, Parameters parameters) {
        super(uri, component);
        this.channel = parameters.requiredName("channel");
        String folder = parameters.optional("folder", "");
        this.options = new FolderOptions(
                folder.isEmpty() ? engine().settings().dataDir().resolve("in").resolve(channel) : Path.of(folder),
                parameters.duration("settle", SETTLE),
                parameters.duration("poll", POLL),
                parameters.optional("marker", ""));
    }

    String channel() {
        return channel;
    }

    FolderOptions options() {
        return options;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new FolderConsumer(this, processor);
    }
}
