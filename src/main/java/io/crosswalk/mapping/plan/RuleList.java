package io.crosswalk.mapping.plan;

import io.crosswalk.source.Need;

/**
 * Rules that run one after the other. Most of them read one field each, and most fields are absent in most messages: one
 * look at the place says which rules need not be tried. Immutable.
 */
final class RuleList {

    static final RuleList NONE = new RuleList(new RulePlan[0]);

    private final RulePlan[] rules;
    /** The kind of place that most rules start at. */
    private final int place;
    /** What each rule needs of such a place. */
    private final long[] needs;

    RuleList(RulePlan[] rules) {
        this.rules = rules;
        this.place = place(rules);
        this.needs = new long[rules.length];
        for (int i = 0; i < rules.length; i++) {
            Need need = rules[i].need();
            needs[i] = need.parts() == 0 || need.place() == place ? need.parts() : Need.UNKNOWN.parts();
        }
    }

    /** The first place that any rule knows: a map starts at one segment or type. */
    private static int place(RulePlan[] rules) {
        for (RulePlan rule : rules) {
            if (rule.need().isKnown() && rule.need().parts() != 0) {
                return rule.need().place();
            }
        }
        return Need.UNKNOWN.place();
    }

    boolean isEmpty() {
        return rules.length == 0;
    }

    void run(Frame frame) {
        if (rules.length == 0) {
            return;
        }
        long filled = frame.node.filled(place);
        for (int i = 0; i < rules.length; i++) {
            if ((needs[i] & filled) != 0) {
                rules[i].run(frame);
            }
        }
    }
}
