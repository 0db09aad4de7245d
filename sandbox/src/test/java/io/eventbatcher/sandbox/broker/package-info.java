@NullMarked
package io.eventbatcher.sandbox.broker;

import org.jspecify.annotations.NullMarked;
