package io.eventbatcher.replay.plan;

import io.eventbatcher.replay.letter.LetterState;
import io.eventbatcher.replay.letter.StoredLetter;
import java.util.Optional;

/** Tells the reason why a letter is left out, if there is one. */
interface LetterJudge {
    Optional<Exclusion> judge(StoredLetter letter, LetterState state);
}
