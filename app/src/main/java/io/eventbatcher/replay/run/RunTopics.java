package io.eventbatcher.replay.run;

import io.eventbatcher.replay.plan.Screening;
import io.eventbatcher.replay.resolution.ResolutionTail;
import io.eventbatcher.replay.scan.RecordFetcher;

/** The clients of a run. */
record RunTopics(
        RunTransactions transactions,
        ResolutionTail marks,
        RecordFetcher letters,
        ReplayOutcomes outcomes,
        RouteStops stops,
        Screening screening,
        ReplayRecords records) {}
