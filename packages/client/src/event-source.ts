/** A file of its own in the package, so that who streams nothing carries nothing of it. */
export { EventSource } from 'eventsource';
