/** The training run of a JVM that keeps classes and profiles for later starts. Touches the stack, the load and the ledger. */
@NullMarked
package io.eventbatcher.sandbox.training;

import org.jspecify.annotations.NullMarked;
