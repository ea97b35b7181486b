# Sourced by the other scripts: starting and ending the processes of this folder, and nobody else's.
#
# Each process that is started here carries -Dsluice.data=<folder> on its command line. A number in a pid file counts only
# if the process of that number carries it, so that a stale file never ends a stranger.

command_line() {
    if [ -r "/proc/$1/cmdline" ]; then
        tr '\0' ' ' <"/proc/$1/cmdline"
    else
        ps -o command= -p "$1" 2>/dev/null
    fi
}

# Prints the process id of component $1 if it is running.
running() {
    local pid
    pid=$(cat "$run/$1.pid" 2>/dev/null) && [ -n "$pid" ] || return 1
    case "$(command_line "$pid")" in
        *"-Dsluice.data=$data "* | *"$data/data/$1 "*) echo "$pid" ;;
        *) return 1 ;;
    esac
}

# launch <component> <java argument>...: starts a JVM in the background that outlives this script and its terminal.
launch() {
    local component=$1
    shift
    # The second start is faster: at its first orderly end the JVM writes its loaded classes beside the data.
    nohup "$java" "-Dsluice.data=$data" -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$data/cds/$component.jsa" \
        -Xlog:disable -Xlog:all=error:stderr "$@" >>"$log/$component.log" 2>&1 </dev/null &
    echo $! >"$run/$component.pid"
}

# end <component> <seconds>: asks it to end, and insists after that time.
end() {
    local pid left
    if pid=$(running "$1"); then
        echo "Stopping $1"
        kill "${3:--TERM}" "$pid" 2>/dev/null
        left=$(($2 * 10))
        while running "$1" >/dev/null && [ $((left -= 1)) -gt 0 ]; do sleep 0.1; done
        if running "$1" >/dev/null; then
            echo "$1 did not end within $2 s; killing it"
            kill -KILL "$pid" 2>/dev/null
        fi
    fi
    rm -f "$run/$1.pid"
}

listening() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Prints who listens on port $1, as far as this user may see it.
holder() {
    local found=
    if command -v lsof >/dev/null; then
        found=$(lsof -nP -iTCP:"$1" -sTCP:LISTEN -Fpc 2>/dev/null | tr '\n' ' ' | sed -n 's/^p\([0-9]*\).* c\([^ ]*\).*/\2 (process \1)/p')
    elif command -v ss >/dev/null; then
        found=$(ss -ltnpH "sport = :$1" 2>/dev/null | sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1 (process \2)/p' | head -1)
    fi
    echo "${found:-a process that this user cannot see}"
}

# claim <port> <variable> <component>: refuses a taken port, and says what to do.
claim() {
    if [ "$1" != 0 ] && listening "$1"; then
        echo "Port $1 for $3 is taken by $(holder "$1")." >&2
        echo "End that process, or choose another port: $2=<port> make ..." >&2
        return 1
    fi
}

# Prints the status code of GET http://127.0.0.1:<port><path>; plain bash, since a fresh machine has no curl.
http_status() {
    local status
    {
        exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
        printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&3
        read -r -t 5 _ status _ <&3
        exec 3>&-
    } 2>/dev/null
    echo "${status:-}"
}
