package io.crosswalk.delivery;

import io.crosswalk.delivery.DeliveryResult.Failed;
import io.crosswalk.fhir.BundleForm;
import java.io.IOException;

/** A Bundle that cannot take the form that its destination wants: trying again changes nothing. */
final class Unfit {

    private Unfit() {}

    static Failed of(IOException fault) {
        return Failed.of(
                Fault.MESSAGE,
                fault instanceof BundleForm.UnfitException unfit
                        ? String.valueOf(unfit.getMessage())
                        : "the Bundle in the queue is no JSON");
    }
}
