package io.sluice.receive;

import io.sluice.message.ProblemCode;

/** The rules at the door, and what else can go wrong there. */
public enum ReceiveProblem implements ProblemCode {
    NO_HEADER(
            "receive.no-header",
            Category.CONTRACT,
            "The message does not begin with an MSH segment.",
            "Ask the sender for complete HL7 v2 messages; batches (FHS, BHS) are not taken by this listener."),
    ENCODING_CHARACTERS(
            "receive.encoding-characters",
            Category.CONTRACT,
            "MSH-1 or MSH-2 is missing or unusable.",
            "Ask the sender to fill MSH-1 and MSH-2, usually |^~\\&."),
    TYPE_MISSING(
            "receive.type-missing",
            Category.CONTRACT,
            "MSH-9, the message type, is missing.",
            "Ask the sender to fill MSH-9."),
    CONTROL_ID_MISSING(
            "receive.control-id-missing",
            Category.CONTRACT,
            "MSH-10, the message control id, is missing.",
            "Ask the sender to fill MSH-10 with a new value for each message."),
    HEADER_UNUSABLE(
            "receive.header-unusable",
            Category.CONTRACT,
            "MSH-9, MSH-10 or MSH-12 is longer than 199 characters or holds a control character.",
            "Ask the sender to correct the field named."),
    CONTENT_INVALID(
            "receive.content-invalid",
            Category.CONTRACT,
            "The message is not of the format that its integration declares.",
            "Ask the sender to correct it at the place named, or correct format in integration.yaml."),
    CHARSET_UNSUPPORTED(
            "receive.charset-unsupported",
            Category.CONTRACT,
            "MSH-18 names a character set that is not supported, and the message has characters beyond ASCII.",
            "Ask the sender for UNICODE UTF-8 or 8859/1, or to leave MSH-18 empty."),
    SENDER_UNKNOWN(
            "receive.sender-unknown",
            Category.AUTHENTICATION,
            "MSH-3 or MSH-4 is not one that this system may use.",
            "If it is the right sender, add the value to identity in the system's file."),
    TYPE_NOT_ACCEPTED(
            "receive.type-not-accepted",
            Category.CONTRACT,
            "No integration of this listener accepts the message type.",
            "Add the type to accepts of an integration, or ask the sender to stop sending it."),
    VERSION_NOT_ACCEPTED(
            "receive.version-not-accepted",
            Category.CONTRACT,
            "An integration accepts the message type, but none accepts this version of HL7.",
            "Add the version to accepts of the integration, or ask the sender to change MSH-12."),
    DUPLICATE_CONFLICT(
            "receive.duplicate-conflict",
            Category.BUSINESS,
            "A message with the same duplicate key but other content came before; this one is held.",
            "Compare the two and decide: replay or discard the held one, and ask the sender why it reused the key."),
    FRAME_BROKEN(
            "receive.frame-broken",
            Category.TRANSPORT,
            "A start block came before the end block of the message before; what there was of it is kept.",
            "Look at the sender: it starts a message without having ended the one before."),
    FRAME_INCOMPLETE(
            "receive.frame-incomplete",
            Category.TRANSPORT,
            "The connection ended within a message; what there was of it is kept.",
            "Nothing if the sender repeats it; otherwise look at the network between the two."),
    FRAME_TOO_SLOW(
            "receive.frame-too-slow",
            Category.TRANSPORT,
            "A message was not whole within the listener's time limit; the connection was closed.",
            "Look at the sender and the network, or raise frameDeadline of the listener."),
    FRAME_TOO_LARGE(
            "receive.frame-too-large",
            Category.TRANSPORT,
            "A message is larger than the listener's limit; its beginning is kept and the connection was closed.",
            "Ask the sender for smaller messages, or raise frameLimit of the listener."),
    MESSAGE_EMPTY(
            "receive.message-empty",
            Category.CONTRACT,
            "The record has no value; what there is beside it is kept.",
            "Nothing if it is the tombstone of a compacted topic; otherwise ask the sender for records with a value."),
    MESSAGE_TOO_LARGE(
            "receive.message-too-large",
            Category.TRANSPORT,
            "A record or message is larger than the listener's limit; not all of it is kept.",
            "Ask the sender for smaller messages, or raise recordLimit or messageLimit of the listener."),
    MESSAGE_KIND(
            "receive.message-kind",
            Category.CONTRACT,
            "A JMS message is neither text nor bytes; its body was not looked into and is not kept.",
            "Ask the sender for text or bytes messages; serialized objects are never opened."),
    EVENT_INVALID(
            "receive.event-invalid",
            Category.CONTRACT,
            "A record says that it is a CloudEvent, but its envelope cannot be read.",
            "Ask the sender for CloudEvents 1.0 in JSON, structured or binary."),
    EVENT_CAME_BACK(
            "receive.event-came-back",
            Category.BUSINESS,
            "An event that this integration itself has published came back from another deployment; it is not taken again.",
            "Nothing: both sides have it. If it was meant to be taken, give the two integrations different names."),
    SEAL_UNOPENED(
            "receive.seal-unopened",
            Category.AUTHENTICATION,
            "The data of an event is sealed with keys that are not here; it is kept sealed.",
            "Name the folder with the keys of the deployment that sealed it in keys of the listener, and ask for the event again."),
    RECORDS_LOST(
            "receive.records-lost",
            Category.TRANSPORT,
            "The topic deleted records before they were read; reading goes on behind them.",
            "Ask the sender for the range that is kept with this code, and raise the topic's retention."),
    TOPIC_CHANGED(
            "receive.topic-changed",
            Category.CONFIGURATION,
            "The topic ends before the place to which it has been read, as if it had been made anew; it is not read.",
            "If it was made anew, give the listener another name, which begins with startFrom."),
    TOPIC_MISSING(
            "receive.topic-missing",
            Category.CONFIGURATION,
            "The listener waits for a topic that the cluster does not have yet; everything else goes on.",
            "Nothing, when the sender makes the topic with its first record; else compare the name in the listener with the cluster's."),
    BROKER_AWAY(
            "receive.broker-away",
            Category.TRANSPORT,
            "The broker of the listener does not answer or does not let the engine in; nothing is received from it.",
            "Look at the broker, its address and the login of the listener; it is tried again."),
    TOO_MANY_CONNECTIONS(
            "receive.too-many-connections",
            Category.TRANSPORT,
            "A connection was refused because the listener has as many as it may have.",
            "Look at why the sender keeps so many open, or raise maxConnections of the listener."),
    ADDRESS_NOT_ALLOWED(
            "receive.address-not-allowed",
            Category.AUTHENTICATION,
            "A connection was refused because its address is not one of the system's.",
            "If it is the right sender, add the address to identity in the system's file."),
    TLS_FAILED(
            "receive.tls-failed",
            Category.AUTHENTICATION,
            "A connection was refused because the TLS handshake failed.",
            "Check the certificates of both sides, their dates and the listener's trust store."),
    TLS_UNUSABLE(
            "receive.tls-unusable",
            Category.CONFIGURATION,
            "The key store or trust store of the listener cannot be read.",
            "Check the path, the password and that the file is PEM or PKCS#12; the listener stays closed until then."),
    LISTENER_NOT_OPEN(
            "receive.listener-not-open",
            Category.CONFIGURATION,
            "The listener's address cannot be bound.",
            "Free the port or choose another one; the other listeners are open."),
    FILE_REPORT_CUT(
            "receive.file-report-cut",
            Category.CONTRACT,
            "There are more records with problems than a report shows; this is how many more.",
            "Correct what the records have in common and send the file again; all of them are found as messages of the file."),
    FILE_TOTALS_DIFFER(
            "receive.file-totals-differ",
            Category.CONTRACT,
            "The totals that the file states are not those of its records.",
            "Look at the receipt for both, and ask the sender for a whole file; onMismatch says what becomes of such files."),
    FILE_TOO_MANY_UNREADABLE(
            "receive.file-too-many-unreadable",
            Category.CONTRACT,
            "More records of the file cannot be read than maxRejected of its integration allows.",
            "Ask the sender for a correct file, or correct records in integration.yaml; then put the file back."),
    FILE_MANIFEST_DIFFERS(
            "receive.file-manifest-differs",
            Category.CONTRACT,
            "The SHA-256 in the manifest is not that of the file.",
            "Ask the sender for the file once more; it was damaged on its way, or the manifest belongs to another one."),
    FILE_CHANGED(
            "receive.file-changed",
            Category.CONTRACT,
            "The file got other bytes after it was claimed; what was read before is stored, the rest was not taken.",
            "The file as it is now is taken as a new one; ask the sender to write under a temporary name and rename."),
    FILE_GONE(
            "receive.file-gone",
            Category.CONTRACT,
            "The file was taken away or changed before all of it was read; what was read before is stored.",
            "Ask the sender not to touch files that it has finished; put the same file back to have the rest read."),
    PATH_AMBIGUOUS(
            "receive.path-ambiguous",
            Category.CONTRACT,
            "The path has a semicolon, an encoded slash or another part that two readers could read in two ways.",
            "Ask the sender to call the path as it is documented, without matrix parameters."),
    NOT_AUTHENTICATED(
            "receive.not-authenticated",
            Category.AUTHENTICATION,
            "The caller does not prove who it is in a way that the listener accepts.",
            "Show a token, key or certificate of the system; what is accepted stands at authenticate of the listener."),
    NO_OPERATION(
            "receive.no-operation",
            Category.CONTRACT,
            "There is no resource at this path.",
            "Call a path that an integration of this listener declares."),
    METHOD_NOT_ALLOWED(
            "receive.method-not-allowed",
            Category.CONTRACT,
            "The resource does not offer this method.",
            "Use one of the methods in the header Allow."),
    MEDIA_TYPE_NOT_ACCEPTED(
            "receive.media-type-not-accepted",
            Category.CONTRACT,
            "The resource does not take bodies of this media type or encoding.",
            "Send one of the media types in the header Accept, without Content-Encoding."),
    BODY_TOO_LARGE(
            "receive.body-too-large",
            Category.TRANSPORT,
            "The body is larger than the listener's limit; nothing of it is kept and the connection was closed.",
            "Send smaller bodies, or raise bodyLimit of the listener."),
    REQUEST_TOO_SLOW(
            "receive.request-too-slow",
            Category.TRANSPORT,
            "A request was not whole within the listener's time limit; the connection was closed.",
            "Look at the sender and the network, or raise requestDeadline or idleTimeout of the listener."),
    REQUEST_INVALID(
            "receive.request-invalid",
            Category.CONTRACT,
            "A header or parameter of the request cannot be used.",
            "Correct what is named."),
    MULTIPART_INVALID(
            "receive.multipart-invalid",
            Category.CONTRACT,
            "The form is broken, or does not hold exactly one part with the message and else what the listener lets in.",
            "Send one part of a media type that the resource takes; fields beside it must stand in headers of the listener."),
    REQUEST_BREAKS_SCHEMA(
            "receive.request-breaks-schema",
            Category.CONTRACT,
            "The request is not as the OpenAPI file of the API declares it; errors names the places.",
            "Correct what is named and send it again."),
    CALL_FAILED(
            "receive.call-failed",
            Category.BUSINESS,
            "The request was stored, but its run has failed and gives no answer; cause names the reason.",
            "Do not send it again as it is: the same Idempotency-Key gives this answer, or that of the run once it is replayed."),
    CALL_IN_DOUBT(
            "receive.call-in-doubt",
            Category.TRANSPORT,
            "The system behind did not answer, and whether it has done what was asked is unknown; cause names the reason.",
            "Ask the owner of the API before sending it under another Idempotency-Key."),
    CALL_TIMED_OUT(
            "receive.call-timed-out",
            Category.TRANSPORT,
            "There is no answer within the time of the API.",
            "Ask again; if it lasts, look at the integration and the system behind it."),
    MESSAGE_UNKNOWN(
            "receive.message-unknown",
            Category.CONTRACT,
            "There is no such message of this caller, or no longer.",
            "Check the id; a caller sees the messages that it sent to this listener."),
    THROTTLED(
            "receive.throttled",
            Category.POLICY,
            "The system sends more than it may; nothing was stored.",
            "Send it again after Retry-After, or raise inbound in the system's file."),
    BUSY(
            "receive.busy",
            Category.ENGINE,
            "The engine holds as many bytes of messages as it may; nothing was stored.",
            "Nothing at the sender, which repeats it after Retry-After; look for what fills the memory."),
    LEDGER_AWAY(
            "receive.ledger-away",
            Category.ENGINE,
            "The message could not be stored, so it was not acknowledged.",
            "Nothing at the sender, which repeats it; look at the health of PostgreSQL."),
    FAILED(
            "receive.failed",
            Category.ENGINE,
            "An unexpected failure within the engine; the message was not stored and not acknowledged.",
            "Nothing at the sender, which repeats it; report the log line with this code.");

    private final Explanation explanation;

    ReceiveProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
