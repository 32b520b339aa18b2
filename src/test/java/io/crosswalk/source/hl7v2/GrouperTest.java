package io.crosswalk.source.hl7v2;

import static io.crosswalk.source.hl7v2.Trees.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.crosswalk.source.GroupTable;
import io.crosswalk.source.GroupTable.Group;
import io.crosswalk.source.GroupTable.Member;
import io.crosswalk.source.GroupTable.Segment;
import io.crosswalk.source.SourceNode;
import io.crosswalk.source.SourcePath;
import io.crosswalk.source.SourceTree;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Repeating groups and order: a tolerant grouper that reports each repair. */
class GrouperTest {

    private static final Structure ORU = Structure.of(new GroupTable(
            "ORU_R01",
            List.of(
                    one("MSH"),
                    many("SFT"),
                    group(
                            "PATIENT_RESULT",
                            false,
                            optional(
                                    "PATIENT",
                                    one("PID"),
                                    maybe("PD1"),
                                    many("NTE"),
                                    many("NK1"),
                                    optional("VISIT", one("PV1"), maybe("PV2"))),
                            group(
                                    "ORDER",
                                    false,
                                    maybe("ORC"),
                                    one("OBR"),
                                    many("NTE"),
                                    group("OBSERVATION", true, one("OBX"), many("NTE")),
                                    group(
                                            "SPECIMEN",
                                            true,
                                            one("SPM"),
                                            group("SPECIMEN_OBSERVATION", true, one("OBX"))))),
                    maybe("DSC"))));

    private static final Structure ADT = Structure.of(new GroupTable(
            "ADT_A01",
            List.of(
                    one("MSH"),
                    one("EVN"),
                    one("PID"),
                    maybe("PD1"),
                    many("NK1"),
                    one("PV1"),
                    maybe("PV2"),
                    many("AL1"),
                    many("DG1"),
                    group("INSURANCE", true, one("IN1"), maybe("IN2"), many("IN3")),
                    maybe("ACC"))));

    private static Segment one(String name) {
        return new Segment(name, false, false);
    }

    private static Segment maybe(String name) {
        return new Segment(name, true, false);
    }

    private static Segment many(String name) {
        return new Segment(name, true, true);
    }

    private static Group group(String name, boolean optional, Member... members) {
        return new Group(name, optional, true, List.of(members));
    }

    private static Group optional(String name, Member... members) {
        return new Group(name, true, false, List.of(members));
    }

    /** A tree of the named segments; each has its position as its first field. */
    private static SourceTree tree(Structure structure, String names) {
        String[] all = names.split(" ");
        StringBuilder text = new StringBuilder("MSH|^~\\&|HIS\r");
        for (int i = 1; i < all.length; i++) {
            text.append(all[i]).append('|').append(i).append('|').append(all[i]).append('\r');
        }
        return Trees.read(text.toString()).group(structure);
    }

    /** The tree as text: GROUP(SEG SEG GROUP(SEG)). */
    private static String shape(Structure structure, String names) {
        return shape(tree(structure, names).root());
    }

    private static String shape(SourceNode group) {
        return group.children().stream()
                .map(node -> node instanceof Hl7v2Group ? node.name() + '(' + shape(node) + ')' : node.name())
                .collect(Collectors.joining(" "));
    }

    private static List<String> repairs(Structure structure, String names) {
        return codes(tree(structure, names).issues());
    }

    @Test
    void arrangesAMessageAsItsStructureSays() {
        String names = "MSH SFT PID PD1 NTE NK1 NK1 PV1 PV2 ORC OBR NTE OBX NTE OBX SPM OBX DSC";
        assertThat(shape(ORU, names))
                .isEqualTo(
                        "MSH SFT PATIENT_RESULT(PATIENT(PID PD1 NTE NK1 NK1 VISIT(PV1 PV2)) "
                                + "ORDER(ORC OBR NTE OBSERVATION(OBX NTE) OBSERVATION(OBX) SPECIMEN(SPM SPECIMEN_OBSERVATION(OBX)))) DSC");
        assertThat(repairs(ORU, names)).isEmpty();
    }

    @Test
    void opensARepeatingGroupAgainAtItsFirstSegment() {
        assertThat(shape(ORU, "MSH PID OBR OBX ORC OBR OBX PID OBR"))
                .isEqualTo(
                        "MSH PATIENT_RESULT(PATIENT(PID) ORDER(OBR OBSERVATION(OBX)) ORDER(ORC OBR OBSERVATION(OBX))) "
                                + "PATIENT_RESULT(PATIENT(PID) ORDER(OBR))");
    }

    @Test
    void opensAnOrderAgainAtItsObrWhenThereIsNoOrc() {
        assertThat(shape(ORU, "MSH PID OBR OBX OBR OBX OBX"))
                .isEqualTo("MSH PATIENT_RESULT(PATIENT(PID) ORDER(OBR OBSERVATION(OBX)) "
                        + "ORDER(OBR OBSERVATION(OBX) OBSERVATION(OBX)))");
    }

    @Test
    void leavesOutAnOptionalGroup() {
        assertThat(shape(ORU, "MSH OBR OBX")).isEqualTo("MSH PATIENT_RESULT(ORDER(OBR OBSERVATION(OBX)))");
        assertThat(repairs(ORU, "MSH OBR OBX")).isEmpty();
    }

    @Test
    void putsANoteToTheSegmentBeforeItInItsGroup() {
        assertThat(shape(ORU, "MSH PID NTE OBR NTE NTE OBX NTE"))
                .isEqualTo("MSH PATIENT_RESULT(PATIENT(PID NTE) ORDER(OBR NTE NTE OBSERVATION(OBX NTE)))");
    }

    @Test
    void opensAGroupWhoseFirstSegmentIsMissing() {
        assertThat(shape(ADT, "MSH EVN PID PV1 IN2 IN3")).isEqualTo("MSH EVN PID PV1 INSURANCE(IN2 IN3)");
        assertThat(repairs(ADT, "MSH EVN PID PV1 IN2 IN3")).containsExactly("group-without-start");
    }

    @Test
    void opensTheParentsOfAnOrphan() {
        assertThat(shape(ORU, "MSH PID OBX NTE OBR OBX"))
                .isEqualTo("MSH PATIENT_RESULT(PATIENT(PID) ORDER(OBSERVATION(OBX NTE)) ORDER(OBR OBSERVATION(OBX)))");
        assertThat(repairs(ORU, "MSH PID OBX NTE OBR OBX")).containsExactly("group-without-start");
    }

    @Test
    void bringsALateSegmentHome() {
        assertThat(shape(ORU, "MSH PID PV1 OBR OBX PD1 PV2 NK1"))
                .isEqualTo("MSH PATIENT_RESULT(PATIENT(PID VISIT(PV1 PV2) PD1 NK1) ORDER(OBR OBSERVATION(OBX)))");
        assertThat(repairs(ORU, "MSH PID PV1 OBR OBX PD1 PV2 NK1 NK1"))
                .containsExactly("segment-out-of-place", "segment-out-of-place", "segment-out-of-place");
    }

    @Test
    void opensALateGroupWhereItBelongs() {
        assertThat(shape(ORU, "MSH PID OBR OBX PV1 PV2 OBX"))
                .isEqualTo(
                        "MSH PATIENT_RESULT(PATIENT(PID VISIT(PV1 PV2)) ORDER(OBR OBSERVATION(OBX) OBSERVATION(OBX)))");
    }

    @Test
    void bringsSegmentsOfAFlatMessageIntoOrder() {
        assertThat(shape(ADT, "MSH PID EVN PV1 NK1 DG1 AL1 DG1 IN1 GT1 IN2 AL1"))
                .isEqualTo("MSH PID EVN PV1 NK1 DG1 AL1 DG1 INSURANCE(IN1 GT1 IN2) AL1");
    }

    @Test
    void givesALateSegmentToTheSamePatient() {
        assertThat(shape(ORU, "MSH PID OBR PID OBR PD1"))
                .isEqualTo("MSH PATIENT_RESULT(PATIENT(PID) ORDER(OBR)) PATIENT_RESULT(PATIENT(PID PD1) ORDER(OBR))");
    }

    @Test
    void putsASegmentThatRepeatsTooOftenBesideTheFirst() {
        assertThat(shape(ADT, "MSH EVN PID PV1 PV1 AL1")).isEqualTo("MSH EVN PID PV1 PV1 AL1");
        assertThat(repairs(ADT, "MSH EVN PID PV1 PV1 AL1")).containsExactly("segment-out-of-place");
    }

    @Test
    void putsZSegmentsIntoTheOpenGroupInSilence() {
        assertThat(shape(ORU, "MSH PID ZPI PV1 OBR OBX ZOB NTE"))
                .isEqualTo("MSH PATIENT_RESULT(PATIENT(PID ZPI VISIT(PV1)) ORDER(OBR OBSERVATION(OBX ZOB NTE)))");
        assertThat(repairs(ORU, "MSH PID ZPI PV1 OBR OBX ZOB NTE")).isEmpty();
    }

    @Test
    void putsUnknownSegmentsIntoTheOpenGroupAndSaysSoOnce() {
        assertThat(shape(ADT, "MSH EVN PID QRD PV1 QRD")).isEqualTo("MSH EVN PID QRD PV1 QRD");
        assertThat(repairs(ADT, "MSH EVN PID QRD PV1 QRD")).containsExactly("segment-not-in-structure");
    }

    @Test
    void keepsEverySegmentWhateverTheOrder() {
        String[] names = "SFT PID PD1 NTE NK1 PV1 PV2 ORC OBR OBX SPM DSC ZZZ QRD PID OBX".split(" ");
        for (int shift = 0; shift < names.length; shift++) {
            String[] turned = new String[names.length];
            for (int i = 0; i < names.length; i++) {
                turned[i] = names[(i * 7 + shift) % names.length];
            }
            SourceTree tree = tree(ORU, "MSH " + String.join(" ", turned));
            String all = shape(tree.root()).replaceAll("[A-Z_]+\\(", "").replace(")", "");
            assertThat(all.split(" ")).containsExactlyInAnyOrder(("MSH " + String.join(" ", turned)).split(" "));
        }
    }

    @Test
    void saysWhatWasRepairedInOneSentence() {
        assertThat(tree(ADT, "MSH EVN PID PV1 IN2").issues()).singleElement().satisfies(issue -> {
            assertThat(issue.place()).isEqualTo("IN2");
            assertThat(issue.reason())
                    .isEqualTo(
                            "the group INSURANCE was opened by it although the segment that should come first is missing");
        });
    }

    // The nearest enclosing node that fits

    private static final String TWO_ORDERS = "MSH PID PV1 OBR OBX OBX OBR OBX NTE NTE SPM OBX";

    private static SourceNode at(SourceTree tree, String place) {
        return Objects.requireNonNull(find(tree.root(), place), place);
    }

    private static @org.jspecify.annotations.Nullable SourceNode find(SourceNode node, String place) {
        if (node.place().equals(place)) {
            return node;
        }
        for (SourceNode child : node.children()) {
            SourceNode found = find(child, place);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static List<String> places(SourceTree tree, String from, String path) {
        SourcePath compiled = Hl7v2Schema.standard().compile("", path);
        return compiled.all(at(tree, from)).stream().map(SourceNode::place).toList();
    }

    @Test
    void findsASegmentOfTheOwnGroupThenOfTheGroupsAround() {
        SourceTree tree = tree(ORU, TWO_ORDERS);
        assertThat(places(tree, "OBX[2]", "OBR-1")).containsExactly("OBR[1]-1");
        assertThat(places(tree, "OBX[3]", "OBR-1")).containsExactly("OBR[2]-1");
        assertThat(places(tree, "OBX[4]", "SPM-1")).containsExactly("SPM-1");
        assertThat(places(tree, "OBX[3]", "NTE-1")).containsExactly("NTE[1]-1", "NTE[2]-1");
        assertThat(places(tree, "NTE[1]", "OBX-1")).containsExactly("OBX[3]-1");
        assertThat(places(tree, "OBX[1]", "MSH-3")).containsExactly("MSH-3");
        assertThat(places(tree, "PV1", "PID-1")).containsExactly("PID-1");
    }

    @Test
    void findsNoValueInAGroupBesideOrBelow() {
        SourceTree tree = tree(ORU, TWO_ORDERS);
        assertThat(places(tree, "OBX[1]", "PID-1")).isEmpty();
        assertThat(places(tree, "OBR[1]", "OBX-1")).isEmpty();
        assertThat(places(tree, "OBR[2]", "SPM-1")).isEmpty();
    }

    @Test
    void findsItselfFirst() {
        SourceTree tree = tree(ORU, TWO_ORDERS);
        assertThat(places(tree, "OBX[2]", "OBX-1")).containsExactly("OBX[2]-1");
        assertThat(places(tree, "OBX[2]-1", "OBX-1")).containsExactly("OBX[2]-1");
        assertThat(places(tree, "OBX[2]-1", "OBX-2")).containsExactly("OBX[2]-2");
    }

    @Test
    void meansTheRepetitionThatAMapWasCalledFor() {
        SourceTree tree = Trees.withSegments("OBX|1|CWE|||A^B~C^D~E^F").flat();
        assertThat(places(tree, "OBX-5[2]", "OBX-5")).containsExactly("OBX-5[2]");
        assertThat(places(tree, "OBX-5[2].1", "OBX-5.2")).containsExactly("OBX-5[2].2");
        assertThat(places(tree, "OBX-5[2]", "OBX-5[1]")).containsExactly("OBX-5[1]");
        assertThat(places(tree, "OBX-5[2]", ".2")).containsExactly("OBX-5[2].2");
        assertThat(places(tree, "OBX-5[2].2", ".")).containsExactly("OBX-5[2].2");
        assertThat(places(tree, "OBX-5[2].2", ".1")).containsExactly("OBX-5[2].2");
        assertThat(places(tree, "OBX-5[2].2", ".2")).isEmpty();
    }

    @Test
    void findsWholeSegmentsAndGroupsAtAnyDepthForConditions() {
        SourceTree tree = tree(ORU, TWO_ORDERS);
        assertThat(places(tree, "OBR[1]", "OBX")).containsExactly("OBX[1]", "OBX[2]");
        assertThat(places(tree, "OBR[2]", "SPM")).containsExactly("SPM");
        assertThat(places(tree, "OBR[2]", "SPECIMEN")).containsExactly("SPECIMEN");
        assertThat(places(tree, "OBX[1]", "OBX")).containsExactly("OBX[1]");
        assertThat(places(tree, "OBX[1]", "PV1")).containsExactly("PV1");
        assertThat(places(tree, "OBX[1]", "NK1")).isEmpty();
    }

    @Test
    void findsASegmentAmongManyByAnIndex() {
        String names = "MSH EVN PID PV1" + " DG1".repeat(40) + " ACC";
        SourceTree tree = tree(ADT, names);
        assertThat(places(tree, "DG1[40]", "PV1-1")).containsExactly("PV1-1");
        assertThat(places(tree, "PV1", "DG1-1")).hasSize(40);
        assertThat(places(tree, "DG1[7]", "PV2-1")).isEmpty();
    }

    @Test
    void numbersGroupsOfTheSameName() {
        SourceTree tree = tree(ORU, TWO_ORDERS);
        List<SourceNode> orders = Hl7v2Schema.standard().compile("", "ORDER").all(tree.root());
        assertThat(orders).extracting(SourceNode::place).containsExactly("ORDER", "ORDER[2]");
        assertThat(orders).extracting(SourceNode::ordinal).containsExactly(1, 2);
        assertThat(Arrays.asList(orders.get(0).valued(), orders.get(0).deleted()))
                .containsExactly(true, false);
    }
}
