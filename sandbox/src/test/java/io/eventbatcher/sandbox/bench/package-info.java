@NullMarked
package io.eventbatcher.sandbox.bench;

import org.jspecify.annotations.NullMarked;
