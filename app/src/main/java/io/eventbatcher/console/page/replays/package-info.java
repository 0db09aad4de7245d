/**
 * Acts on dead letters: replay, edit, discard, restore, each with its plan before and its outcome behind; and the runs of replays with their
 * histories. Plans and runs by the engine of the command line.
 */
@NullMarked
package io.eventbatcher.console.page.replays;

import org.jspecify.annotations.NullMarked;
