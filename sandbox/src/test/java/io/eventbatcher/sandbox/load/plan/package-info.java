@NullMarked
package io.eventbatcher.sandbox.load.plan;

import org.jspecify.annotations.NullMarked;
