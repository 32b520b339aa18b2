package io.crosswalk.delivery;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.crosswalk.delivery.DeliveryResult.Delivered;
import io.crosswalk.delivery.DeliveryResult.Failed;
import io.crosswalk.fhir.BundleForm;
import io.crosswalk.message.Delivery;
import io.crosswalk.message.Destination;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes each Bundle as a file named after its message. A reader of the folder never sees half a file. */
public final class FolderDeliverer implements Deliverer {

    private final Path folder;
    private final BundleForm form;

    /** @param form that the files are to have */
    public FolderDeliverer(Destination destination, BundleForm form) {
        this.form = form;
        this.folder = Path.of(destination.endpoint().getSchemeSpecificPart());
    }

    @Override
    public DeliveryResult deliver(Delivery delivery) {
        Path target = folder.resolve(delivery.key() + ".json");
        Path partial = folder.resolve("." + delivery.key() + ".part");
        byte[] bundle;
        try {
            bundle = form.of(delivery.bundle());
        } catch (IOException e) {
            return Unfit.of(e);
        }
        try {
            Files.createDirectories(folder);
            Files.write(partial, bundle, CREATE, TRUNCATE_EXISTING, WRITE, DSYNC);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Delivered();
        } catch (AccessDeniedException e) {
            return Failed.of(Fault.CONFIGURATION, "the folder may not be written");
        } catch (IOException e) {
            return Failed.of(
                    Fault.TRANSIENT,
                    "the folder cannot be written: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public boolean healthy() {
        return Files.isWritable(folder);
    }

    @Override
    public void close() {}
}
