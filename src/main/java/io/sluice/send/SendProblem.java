package io.sluice.send;

import io.sluice.message.ProblemCode;

/** What can go wrong between a committed delivery and the system that it is for. */
public enum SendProblem implements ProblemCode {
    UNREACHABLE(
            "send.unreachable",
            Category.TRANSPORT,
            "No connection to the endpoint could be made; nothing was sent.",
            "Check that the system is up and that host and port in systems/*.yaml are right; it is tried again."),
    TLS_FAILED(
            "send.tls-failed",
            Category.AUTHENTICATION,
            "The TLS handshake with the endpoint failed, or a key or trust store could not be used; nothing was sent.",
            "Compare the endpoint's certificate with tls: of the endpoint; it is tried again."),
    UNANSWERED(
            "send.unanswered",
            Category.TRANSPORT,
            "The request was sent, but no reply came in time; whether it was applied is unknown.",
            "Ask the system whether it applied it, then replay or discard; raise timeout: if it is slow but healthy."),
    CONNECTION_LOST(
            "send.connection-lost",
            Category.TRANSPORT,
            "The connection ended after bytes were sent and before the reply; whether it was applied is unknown.",
            "Ask the system whether it applied it, then replay or discard; look for restarts or proxies between."),
    GATEWAY(
            "send.gateway",
            Category.TRANSPORT,
            "A gateway before the system answered 502 or 504; whether the system applied it is unknown.",
            "Look at the gateway and the system behind it; ask the system whether it applied it."),
    OUTCOME_UNKNOWN(
            "send.outcome-unknown",
            Category.TRANSPORT,
            "An earlier attempt had no reply, and the status query about it gave no clear answer; nothing was sent again.",
            "Check statusUrl of the endpoint; ask the system whether it applied it, then replay or discard."),
    SERVER_ERROR(
            "send.server-error",
            Category.TRANSPORT,
            "The system answered with a failure of its own (5xx).",
            "Look at the system's log by the correlation id; it is tried again."),
    BUSY(
            "send.busy",
            Category.TRANSPORT,
            "The system asked to be called later (408, 425 or 429).",
            "Lower rate: or concurrency: of the endpoint if this happens often; it is tried again."),
    REFUSED(
            "send.refused",
            Category.BUSINESS,
            "The system refused the request (4xx); repeating the same bytes would not help.",
            "Read the reply in the trace, correct the mapping or the data, then replay with --remap or discard."),
    NOT_AUTHORISED(
            "send.not-authorised",
            Category.AUTHENTICATION,
            "The system did not accept who the engine says it is (401, 403 or 407).",
            "Renew the secret or the rights of the engine's account, then replay."),
    REDIRECTED(
            "send.redirected",
            Category.CONFIGURATION,
            "The system answered with another address (3xx); redirects are not followed.",
            "Write the final address into url: of the endpoint, then replay."),
    RECEIVER_ERROR(
            "send.receiver-error",
            Category.BUSINESS,
            "The receiver could not process the message (AE or CE).",
            "Read the acknowledgement in the trace; it is tried again."),
    RECEIVER_REJECTED(
            "send.receiver-rejected",
            Category.BUSINESS,
            "The receiver rejected the message (AR or CR); repeating the same bytes would not help.",
            "Read the acknowledgement in the trace, correct the mapping or the data, then replay with --remap or discard."),
    REPLY_MISMATCH(
            "send.reply-mismatch",
            Category.TRANSPORT,
            "The acknowledgement was for another message (MSA-2 is not the MSH-10 sent); the connection was closed.",
            "Check whether the receiver answers late or changes control ids."),
    REPLY_UNREADABLE(
            "send.reply-unreadable",
            Category.TRANSPORT,
            "What came back is not an acknowledgement; the connection was closed.",
            "Check what listens at host and port of the endpoint."),
    NOT_SENDABLE(
            "send.not-sendable",
            Category.MAPPING,
            "The delivery cannot be written for this endpoint: its path, its MSH-10 or its framing.",
            "Correct the mapping or the route, then replay with --remap."),
    SECRET_MISSING(
            "send.secret-missing",
            Category.AUTHENTICATION,
            "The secret of the endpoint could not be read; nothing was sent.",
            "Provide the variable or file that systems/*.yaml names; it is tried again."),
    FOLDER_CLOSED(
            "send.folder-closed",
            Category.AUTHENTICATION,
            "The SFTP server of the endpoint shows another host key, or does not let the account in; nothing was sent.",
            "Check hostKey, account and key of the endpoint with the server's operator; it is tried again."),
    FOLDER_NOT_MADE(
            "send.folder-not-made",
            Category.CONFIGURATION,
            "The folder of the endpoint is not there and could not be made; nothing was sent.",
            "Make the folder, or let the account make it, or correct folder of the endpoint; it is tried again."),
    FILE_NOT_PLACED(
            "send.file-not-placed",
            Category.TRANSPORT,
            "The file could not be written and renamed; under its own name it is not there, or it is whole.",
            "Check folder, rights and space at the receiver; it is tried again and no file is written twice."),
    FILE_DIFFERS(
            "send.file-differs",
            Category.TRANSPORT,
            "What was read back is not what was written; the file has its temporary name only.",
            "Look at the disk of the receiver; it is tried again."),
    FILE_NAME_TAKEN(
            "send.file-name-taken",
            Category.TRANSPORT,
            "Another file stands in the folder under the name that this one is to have; it was left alone.",
            "Ask the receiver to take it away, or correct name: of the endpoint; it is tried again."),
    RECORD_DOES_NOT_FIT(
            "send.record-does-not-fit",
            Category.MAPPING,
            "The delivery cannot be a record of its endpoint's file; the file was made without it.",
            "Compare what the mapping gives with format: and records: of the endpoint, then replay with --remap."),
    BREAKER_OPEN(
            "send.breaker-open",
            Category.TRANSPORT,
            "The endpoint's breaker is open, or the endpoint is paused; a call does not wait for it, and nothing was sent.",
            "Look at why the endpoint failed before; calls go through again when the breaker closes or it is resumed."),
    NO_TURN(
            "send.no-turn",
            Category.TRANSPORT,
            "The limits or hours of the endpoint or of its system let no call through in time; nothing was sent.",
            "Raise limits: of the endpoint if the system can take more, or callTimeout of the step."),
    CALL_CHANGED(
            "send.call-changed",
            Category.MAPPING,
            "An earlier run of the same revision has made this call with other bytes, and has no reply.",
            "Replay with --remap, so that it goes out as a call of its own with a key of its own."),
    REPLY_TOO_LARGE(
            "send.reply-too-large",
            Category.CONTRACT,
            "The reply to a call is larger than a run takes in; the system has done what it was asked.",
            "Ask the system for less, for example page by page."),
    PARTS_UNREAD(
            "send.parts-unread",
            Category.ENGINE,
            "The large parts of the message could not be read from the ledger; nothing was sent.",
            "Check PostgreSQL; it is tried again."),
    IN_DOUBT(
            "send.in-doubt",
            Category.TRANSPORT,
            "The engine ended while the delivery was being sent; whether it was applied is unknown.",
            "Ask the system whether it applied it, then replay or discard."),
    BROKEN(
            "send.broken",
            Category.ENGINE,
            "The attempt ended in a fault of the engine; whether bytes were sent is unknown.",
            "Report it with the log line of that time.");

    private final Explanation explanation;

    SendProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
