/** The assembly: both halves, the topics they need, and how they start and stop together. */
@NullMarked
package io.eventbatcher.service;

import org.jspecify.annotations.NullMarked;
