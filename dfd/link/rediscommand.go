package link

import (
	"strings"

	"github.com/gostride/gostride/analyzers/catalog"
	"github.com/gostride/gostride/dfd"
)

// Some clients of Redis are told the command as a text: conn.Do("HGETALL", key), client.Do(ctx, "SET", key, value). What it does to the store
// is what that command does, as the rows of clients with a method for each say it.

var (
	redisReads = dfd.WordSet("get mget strlen getrange substr getbit bitcount bitpos exists ttl pttl expiretime type keys scan randomkey dump object touch hget hmget hgetall hkeys hvals hlen hexists hscan hstrlen " +
		"hrandfield llen lrange lindex lpos smembers sismember smismember scard srandmember sscan sinter sunion sdiff sintercard zrange zrangebyscore zrangebylex zrevrange zrevrangebyscore zscore zmscore zrank zrevrank " +
		"zcard zcount zlexcount zscan zinter zunion zdiff zrandmember pfcount geopos geodist geohash georadius_ro geosearch xrange xrevrange xread xlen xpending json.get json.mget json.type ft.search ft.aggregate dbsize memory")
	redisDeletes = dfd.WordSet("del unlink hdel srem zrem lrem ltrim xdel xtrim flushdb flushall zremrangebyscore zremrangebyrank zremrangebylex json.del")
	redisTakes   = dfd.WordSet("getdel lpop rpop lmpop spop zpopmin zpopmax zmpop blpop brpop bzpopmin bzpopmax") // read and gone
	redisNothing = dfd.WordSet("ping auth select multi exec discard watch unwatch echo quit info hello client config command cluster role time wait readonly asking script subscribe psubscribe unsubscribe punsubscribe " +
		"acl slowlog latency monitor pubsub publish spublish")
)

// redisOps is what a command does to a store; the words behind its first are its arguments.
func redisOps(command string) []string {
	name, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(command)), " ")
	switch {
	case name == "" || redisNothing[name] || strings.ContainsAny(name, "{}"):
		return nil
	case redisReads[name]:
		return []string{"read"}
	case redisDeletes[name]:
		return []string{"delete"}
	case redisTakes[name]:
		return []string{"read", "delete"}
	}
	return []string{"write"}
}

// commandOps is what a call does that is told a command as a text.
func (l *linker) commandOps(i *inst, h *hit, r *catalog.Row, u *dfd.Use) []string {
	list := l.argList(i, h, r, "query")
	if len(list) == 0 || u.Tech != "redis" && u.Tech != "" {
		return nil
	}
	texts, _ := l.texts(list[0])
	var out []string
	for _, t := range texts {
		for _, op := range redisOps(t) {
			addOnce(&out, op)
		}
	}
	if len(texts) == 1 {
		u.Attr["command"], _, _ = strings.Cut(strings.ToUpper(texts[0]), " ")
	}
	return out
}
