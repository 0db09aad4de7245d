/** What an operator does before and beside running the service: checking, creating topics, looking at the configuration. */
@NullMarked
package io.eventbatcher.sandbox.operator;

import org.jspecify.annotations.NullMarked;
