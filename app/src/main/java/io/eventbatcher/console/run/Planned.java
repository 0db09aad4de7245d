package io.eventbatcher.console.run;

import io.eventbatcher.replay.plan.EditPreview;
import io.eventbatcher.replay.plan.ReplayPlan;
import io.eventbatcher.replay.resolution.ReplayRun;
import java.util.Optional;

/**
 * A plan that somebody was shown, and may agree to.
 *
 * @param id the name of the run that begins by it, or of the marks
 * @param plan empty if no plan can be made
 * @param edit the difference that the order's edits make; empty for an order without edits
 * @param run the run that goes on; empty for a new one
 * @param trouble the reason why no plan can be made, as sentences; empty otherwise
 */
public record Planned(
        String id, Optional<ReplayPlan> plan, Optional<EditPreview> edit, Optional<ReplayRun> run, String trouble) {
    public static Planned of(String id, ReplayPlan plan) {
        return new Planned(id, Optional.of(plan), Optional.empty(), Optional.empty(), "");
    }

    public static Planned not(String trouble) {
        return new Planned("", Optional.empty(), Optional.empty(), Optional.empty(), trouble);
    }

    public Planned with(EditPreview preview) {
        return new Planned(id, plan, Optional.of(preview), run, trouble);
    }

    public Planned with(ReplayRun resumed) {
        return new Planned(id, plan, edit, Optional.of(resumed), trouble);
    }

    public int letters() {
        return plan.map(made -> made.places().size()).orElse(0);
    }
}
