# Sourced by the other scripts: where things are, and which ports they use.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

export SLUICE_DATA=${SLUICE_DATA:-.sluice}
mkdir -p "$SLUICE_DATA/run" "$SLUICE_DATA/log" "$SLUICE_DATA/cds" || exit 1
data=$(cd "$SLUICE_DATA" && pwd)
run=$data/run
log=$data/log

export SLUICE_HTTP_PORT=${SLUICE_HTTP_PORT:-8080}
export SLUICE_MLLP_PORT=${SLUICE_MLLP_PORT:-2575}
export SLUICE_REST_PORT=${SLUICE_REST_PORT:-8085}
export SLUICE_ERP_API_PORT=${SLUICE_ERP_API_PORT:-8086}
export SLUICE_ERP_PORT=${SLUICE_ERP_PORT:-8090}
export SLUICE_LEGACY_PORT=${SLUICE_LEGACY_PORT:-2600}
export SLUICE_LEGACY_HTTP_PORT=${SLUICE_LEGACY_HTTP_PORT:-2601}
export SLUICE_PG_PORT=${SLUICE_PG_PORT:-5433}
export SLUICE_KAFKA_PORT=${SLUICE_KAFKA_PORT:-9092}
export SLUICE_SFTP_PORT=${SLUICE_SFTP_PORT:-2222}
export SLUICE_JMS_PORT=${SLUICE_JMS_PORT:-61616}

# The extract for analytics is collected until an hour of the day; here each row is a file at once, so that samples come to their end.
export SLUICE_EXTRACT_COUNT=${SLUICE_EXTRACT_COUNT:-1}

JAVA_HOME=$(scripts/java-home) || exit 1
export JAVA_HOME
java=$JAVA_HOME/bin/java
