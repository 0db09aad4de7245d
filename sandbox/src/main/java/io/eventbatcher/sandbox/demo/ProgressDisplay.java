package io.eventbatcher.sandbox.demo;

/** Shows how a run stands. */
@FunctionalInterface
public interface ProgressDisplay {
    void show(Progress progress);
}
