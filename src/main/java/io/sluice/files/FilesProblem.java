package io.sluice.files;

import io.sluice.message.ProblemCode;

/** What must be changed before files can be reached. */
public enum FilesProblem implements ProblemCode {
    HOST_KEY(
            "files.host-key",
            Category.AUTHENTICATION,
            "The SFTP server shows another host key than the one that is pinned; nothing was sent to it, no password either.",
            "Ask its operator, over another way, whether the key was changed; then correct hostKey."),
    HOST_KEY_UNREADABLE(
            "files.host-key-unreadable",
            Category.CONFIGURATION,
            "The file that hostKey names cannot be read or holds no public key.",
            "Put the server's public keys there, one a line, as in known_hosts or in a .pub file."),
    LOGIN_REFUSED(
            "files.login-refused",
            Category.AUTHENTICATION,
            "The SFTP server does not let the account in.",
            "Check account, password or key, and whether the server knows the public key."),
    SECRET_MISSING(
            "files.secret-missing",
            Category.CONFIGURATION,
            "A password or private key is not where the configuration says, or cannot be used.",
            "Set the variable or the file; a private key has no passphrase here."),
    ARCHIVE_NOT_ONE_FILE(
            "files.archive-not-one-file",
            Category.CONTRACT,
            "The zip file does not hold one file.",
            "Ask the sender for one zip file for each file."),
    FOLDER_MISSING(
            "files.folder-missing",
            Category.CONFIGURATION,
            "A folder is not there, or the account may not use it.",
            "Make the folder and give the account the right to list, write and rename in it."),
    FOLDER_NOT_MADE(
            "files.folder-not-made",
            Category.CONFIGURATION,
            "A folder is not there and could not be made: the account may not, or a file stands in its place.",
            "Make the folder and give the account the right to list, write and rename in it, or correct its name in"
                    + " systems/*.yaml; it is tried again.");

    private final Explanation explanation;

    FilesProblem(String code, Category category, String meaning, String remedy) {
        explanation = new Explanation(code, category, meaning, remedy);
    }

    @Override
    public Explanation explanation() {
        return explanation;
    }
}
