package io.eventbatcher.status;

import io.eventbatcher.control.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stages of several routes that the same causes hold up, such as a refused token: one line for people. */
record StageGroup(
        List<String> names,
        Stage stage,
        long waiting,
        @Nullable Instant oldest,
        List<StatusCause> causes,
        List<StageStatus.Retried> retried) {

    /** The groups of all stages that are not well, in the order of the flow. */
    static List<StageGroup> of(List<StageStatus> stages) {
        List<StageGroup> groups = new ArrayList<>();
        stages.stream().filter(stage -> !stage.well()).forEach(stage -> {
            StageGroup single = new StageGroup(
                    List.of(stage.route()),
                    stage.stage(),
                    stage.waiting(),
                    stage.oldest(),
                    stage.causes(),
                    stage.retried());
            for (int i = 0; i < groups.size(); i++) {
                if (groups.get(i).isLike(single)) {
                    groups.set(i, groups.get(i).with(single));
                    return;
                }
            }
            groups.add(single);
        });
        return groups;
    }

    private boolean isLike(StageGroup other) {
        if (stage != other.stage || causes.size() != other.causes.size()) {
            return false;
        }
        for (int i = 0; i < causes.size(); i++) {
            StatusCause one = causes.get(i);
            StatusCause same = other.causes.get(i);
            if (!one.state().equals(same.state()) || !one.reason().equals(same.reason())) {
                return false;
            }
        }
        return true;
    }

    private StageGroup with(StageGroup other) {
        List<StatusCause> merged = new ArrayList<>();
        for (int i = 0; i < causes.size(); i++) {
            merged.add(causes.get(i).with(other.causes.get(i)));
        }
        return new StageGroup(
                join(names, other.names),
                stage,
                waiting + other.waiting,
                Backlog.earlier(oldest, other.oldest),
                merged,
                join(retried, other.retried));
    }

    private static <T> List<T> join(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** The routes in a word or two: a line has no room for three. */
    String routes() {
        String only = names.get(0);
        return names.size() > 1 ? names.size() + " routes" : only.equals(StageStatus.ALL) ? "all routes" : only;
    }

    String state() {
        return causes.get(0).state();
    }
}
