package io.crosswalk.pipeline.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentNamesTest {

    @Test
    void knowsWhichSettingsAVariableMeans() {
        assertThat(EnvironmentNames.of(List.of(
                        "CROSSWALK_DESTINATION_FHIR_URL",
                        "CROSSWALK_CHANNEL_ADT_FROM_HIS_PORT",
                        "CROSSWALK_CHANNEL_LAB_RESULTS_FROM_LIS_DESTINATIONS",
                        "CROSSWALK_CHANNEL_DOCUMENTS_FROM_EMR_FOLDER",
                        "CROSSWALK_BROKER_URL",
                        "CROSSWALK_BROKER_MIN_DISK_FREE",
                        "CROSSWALK_MLLP_INSECURE_PLAIN",
                        "CROSSWALK_HISTORY_PASSWORD",
                        "CROSSWALK_DATA_DIR",
                        "CROSSWALK_MAPPING_ZONE",
                        "CROSSWALK_MAPPING_UNMAPPED_SAMPLE",
                        "CROSSWALK_MAPPING_OPTION_NEXT_OF_KIN",
                        "PATH",
                        "CROSSWALK_LOGIN_ADMIN_PASSWORD")))
                .containsExactlyInAnyOrder(
                        "crosswalk.destination.fhir.url",
                        "crosswalk.channel.adt-from-his.port",
                        "crosswalk.channel.lab-results-from-lis.destinations",
                        "crosswalk.channel.documents-from-emr.folder",
                        "crosswalk.broker.url",
                        "crosswalk.broker.min-disk-free",
                        "crosswalk.mllp.insecure-plain",
                        "crosswalk.history.password",
                        "crosswalk.data.dir",
                        "crosswalk.mapping.zone",
                        "crosswalk.mapping.unmapped-sample",
                        "crosswalk.mapping.option.next-of-kin");
    }

    @Test
    void leavesOutWhatConfigurationGuessesForAVariable() {
        assertThat(EnvironmentNames.all(
                        List.of(
                                "crosswalk.mapping.option.next.of.kin",
                                "crosswalk.broker.min.disk.free",
                                "crosswalk.data.dir",
                                "crosswalk.retry.first"),
                        List.of(
                                "CROSSWALK_MAPPING_OPTION_NEXT_OF_KIN",
                                "CROSSWALK_BROKER_MIN_DISK_FREE",
                                "CROSSWALK_DATA_DIR")))
                .containsExactly(
                        "crosswalk.broker.min-disk-free",
                        "crosswalk.data.dir",
                        "crosswalk.mapping.option.next-of-kin",
                        "crosswalk.retry.first");
    }
}
