/**
 * Notifications of people by a webhook: the begin and the end of troubles that lanes show, and new kinds of dead letters, each told once by
 * one of the instances.
 *
 * <p>Reads the lanes topic and the dead letters with consumers of its own, on a thread of its own, so that no failure here touches a half of the
 * service.
 */
@NullMarked
package io.eventbatcher.notification;

import org.jspecify.annotations.NullMarked;
