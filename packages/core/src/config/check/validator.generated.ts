// @ts-nocheck: written by `npm run schema`
// biome-ignore-all format: written by `npm run schema`
// biome-ignore-all lint: written by `npm run schema`
import type { ValidateFunction } from "ajv";

/** Whether a value has the structure of a config; its `errors` are all violations. */
export const validateConfig: ValidateFunction = validate10;

const schema11 = {"type":"object","properties":{"$schema":{"type":"string"},"version":{"type":"number","const":1},"include":{"examples":[["policies.json5"]],"type":"array","items":{"type":"string"}},"hosts":{"type":"object","additionalProperties":{"$ref":"#/definitions/OverrideText"}},"id":{"examples":["joke"],"type":"string"},"machine":{"examples":["joke-container"],"type":"string"},"formerIds":{"examples":[["old-name"]],"type":"array","items":{"type":"string"}},"moved":{"type":"array","items":{"$ref":"#/definitions/MovedText"}},"takenOver":{"type":"array","items":{"$ref":"#/definitions/TakenOverText"}},"timezone":{"examples":["Europe/Berlin","UTC"],"type":"string"},"stateDir":{"$ref":"#/definitions/AbsolutePathText","examples":["/var/lib/rdump"]},"privilege":{"default":"none","enum":["none","sudo"],"type":"string"},"limits":{"$ref":"#/definitions/LimitsText"},"notify":{"$ref":"#/definitions/NotifyText"},"metrics":{"$ref":"#/definitions/AbsolutePathText","examples":["/var/lib/prometheus/node-exporter/rdump.prom"]},"scratch":{"$ref":"#/definitions/ScratchText"},"ssh":{"type":"object","additionalProperties":{"$ref":"#/definitions/SshHostText"}},"serve":{"type":"object","additionalProperties":{"$ref":"#/definitions/ServeText"}},"policies":{"type":"object","additionalProperties":{"$ref":"#/definitions/KeepText"}},"repositories":{"type":"object","additionalProperties":{"$ref":"#/definitions/RepositoryText"}},"adopted":{"examples":[{"home.archives[\"offsite\"]":[{"names":"home-2025-*"},{"id":"0f1e2d"}]}],"type":"object","additionalProperties":{"type":"array","items":{"$ref":"#/definitions/AdoptedText"}}},"pinned":{"examples":[{"home.archives[\"offsite\"]":[{"id":"0f1e2d","until":"2027-01-31"}]}],"type":"object","additionalProperties":{"type":"array","items":{"$ref":"#/definitions/PinText"}}},"volumes":{"type":"object","additionalProperties":{"$ref":"#/definitions/VolumeText"}}},"additionalProperties":false,"required":["version","volumes"],"definitions":{"AbsolutePathText":{"pattern":"^/","type":"string","definition":"AbsolutePathText"},"AdoptedText":{"type":"object","properties":{"id":{"type":"string"},"names":{"type":"string"}},"additionalProperties":false,"definition":"AdoptedText"},"ArchivesText":{"type":"object","properties":{"repository":{"type":"string"},"every":{"$ref":"#/definitions/EveryText"},"keep":{"$ref":"#/definitions/KeepChoiceText"}},"additionalProperties":false,"required":["repository"],"definition":"ArchivesText"},"BorgRepositoryText":{"type":"object","properties":{"type":{"type":"string","const":"borg"},"location":{"minLength":1,"examples":["/mnt/backup/borg","ssh://backup@nas.example/./joke"],"type":"string"},"encryption":{"enum":["authenticated","authenticated-blake2","keyfile","keyfile-blake2","none","repokey","repokey-blake2"],"type":"string"},"passphrase":{"$ref":"#/definitions/PassphraseText"},"compression":{"default":"lz4","examples":["zstd,6","lz4","none","auto,zstd,10"],"type":"string"},"uploadLimit":{"$ref":"#/definitions/RateText"},"remotePath":{"examples":["borg1","/usr/local/bin/borg"],"type":"string"},"cacheDir":{"$ref":"#/definitions/AbsolutePathText"},"keyFile":{"$ref":"#/definitions/AbsolutePathText"},"disks":{"minItems":1,"type":"array","items":{"type":"string"}},"check":{"$ref":"#/definitions/UpkeepText"},"compact":{"type":["boolean","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/UpkeepText"}}},"additionalProperties":false,"required":["location","type"],"definition":"BorgRepositoryText"},"CloneText":{"type":"object","properties":{"dataset":{"$ref":"#/definitions/DatasetText"},"every":{"$ref":"#/definitions/EveryText"},"renew":{"default":"ask","enum":["ask","discard"],"type":"string"}},"additionalProperties":false,"required":["dataset"],"definition":"CloneText"},"DatasetMirrorText":{"type":"object","properties":{"dataset":{"$ref":"#/definitions/DatasetText"},"every":{"$ref":"#/definitions/EveryText"},"keep":{"$ref":"#/definitions/KeepChoiceText"},"compare":{"default":"times","enum":["checksum","times"],"type":"string"},"archives":{"type":"array","items":{"$ref":"#/definitions/ArchivesText"}},"replicas":{"type":"array","items":{"$ref":"#/definitions/ReplicaText"}}},"additionalProperties":false,"required":["dataset"],"definition":"DatasetMirrorText"},"DatasetText":{"examples":["tank/backup/home"],"type":"string","definition":"DatasetText"},"DirectoryMirrorText":{"type":"object","properties":{"path":{"$ref":"#/definitions/AbsolutePathText"},"mount":{"$ref":"#/definitions/AbsolutePathText","examples":["/mnt/usb"]},"disks":{"minItems":1,"examples":[["5f0ac7b0-0d6c-4d0e-9f0c-0f3f5c0f4a11","0b7e3f5c-92f5-4a51-8d3e-8d0f7a1c2b33"]],"type":"array","items":{"type":"string"}},"presence":{"default":"required","enum":["optional","required"],"type":"string"},"grace":{"$ref":"#/definitions/DurationText","examples":["7d"]},"adopt":{"default":false,"type":"boolean"},"every":{"$ref":"#/definitions/EveryText"},"compare":{"default":"times","enum":["checksum","times"],"type":"string"}},"additionalProperties":false,"required":["path"],"definition":"DirectoryMirrorText"},"DirectoryRepositoryText":{"type":"object","properties":{"type":{"type":"string","const":"directory"},"location":{"$ref":"#/definitions/AbsolutePathText","examples":["/mnt/backup/archives"]},"format":{"enum":["dump","tar","xfsdump"],"type":"string"},"compression":{"type":"integer","minimum":1,"maximum":19,"default":3},"levels":{"type":"object","properties":{"full":{"$ref":"#/definitions/EveryText"},"incremental":{"$ref":"#/definitions/EveryText"}},"additionalProperties":false,"required":["full","incremental"]},"disks":{"minItems":1,"type":"array","items":{"type":"string"}}},"additionalProperties":false,"required":["format","location","type"],"definition":"DirectoryRepositoryText"},"DurationText":{"pattern":"^[0-9]+[mhdw]$","examples":["90m","6h","30d","2w"],"type":"string","definition":"DurationText"},"EveryText":{"pattern":"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$","examples":["hourly","daily","weekly","monthly","yearly","6h","30d"],"type":"string","definition":"EveryText"},"FileSizeText":{"pattern":"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)$","examples":["256 MiB","2 GB"],"type":"string","definition":"FileSizeText"},"HooksText":{"type":"object","properties":{"before":{"minItems":1,"examples":[["systemctl","stop","indexer"]],"type":"array","items":{"type":"string"}},"after":{"minItems":1,"examples":[["systemctl","start","indexer"]],"type":"array","items":{"type":"string"}}},"additionalProperties":false,"definition":"HooksText"},"IntegrityText":{"type":"object","properties":{"surefile":{"default":"2sure.dat.gz","type":"string"},"hash":{"default":"sha1","enum":["sha1","sha256"],"type":"string"},"xattrs":{"default":false,"type":"boolean"},"largest":{"examples":["500 GiB"],"type":"string"},"snapshot":{"default":false,"type":"boolean"},"every":{"$ref":"#/definitions/EveryText"},"scrub":{"$ref":"#/definitions/ScrubText"}},"additionalProperties":false,"definition":"IntegrityText"},"KeepChoiceText":{"type":["string","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/KeepText"},"definition":"KeepChoiceText"},"KeepText":{"type":"object","properties":{"last":{"type":"integer","minimum":0,"maximum":1000000,"examples":[3]},"hourly":{"type":"integer","minimum":0,"maximum":1000000,"examples":[24]},"daily":{"type":"integer","minimum":0,"maximum":1000000,"examples":[7]},"weekly":{"type":"integer","minimum":0,"maximum":1000000,"examples":[4]},"monthly":{"type":"integer","minimum":0,"maximum":1000000,"examples":[12]},"yearly":{"type":"integer","minimum":0,"maximum":1000000,"examples":[5]},"within":{"$ref":"#/definitions/DurationText"}},"additionalProperties":false,"definition":"KeepText"},"LimitsText":{"type":"object","properties":{"time":{"$ref":"#/definitions/DurationText","examples":["20h"]},"stall":{"$ref":"#/definitions/DurationText","examples":["10m"]},"heldSpace":{"$ref":"#/definitions/FileSizeText","examples":["20 GiB"]},"destroy":{"$ref":"#/definitions/PercentText","examples":["50%"]},"shrink":{"$ref":"#/definitions/PercentText","examples":["50%"]}},"additionalProperties":false,"definition":"LimitsText"},"LvmSourceText":{"type":"object","properties":{"type":{"type":"string","const":"lvm"},"vg":{"type":"string"},"lv":{"type":"string"},"mount":{"$ref":"#/definitions/AbsolutePathText"},"snapshotSize":{"$ref":"#/definitions/SnapshotSizeText"}},"additionalProperties":false,"required":["lv","mount","type","vg"],"definition":"LvmSourceText"},"MirrorText":{"type":"object","if":{"type":"object","required":["path"]},"then":{"$ref":"#/definitions/DirectoryMirrorText"},"else":{"$ref":"#/definitions/DatasetMirrorText"},"definition":"MirrorText"},"MovedText":{"type":"object","properties":{"from":{"examples":["users"],"type":"string"},"to":{"examples":["home"],"type":"string"}},"additionalProperties":false,"required":["from","to"],"definition":"MovedText"},"NotifyText":{"type":"object","properties":{"on":{"default":["failure","overdue","recovery"],"type":"array","items":{"enum":["failure","overdue","recovery","success","weekly"],"type":"string"}},"mail":{"examples":["root"],"type":"string"},"webhook":{"examples":[{"file":"/root/.rdump-webhook"}],"type":["string","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/SecretFileText"}},"ntfy":{"examples":[{"file":"/root/.rdump-ntfy"}],"type":["string","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/SecretFileText"}},"command":{"minItems":1,"examples":[["apprise","--config=/etc/rdump/apprise.yml"]],"type":"array","items":{"type":"string"}},"healthchecks":{"examples":[{"file":"/root/.rdump-healthchecks"}],"type":["string","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/SecretFileText"}}},"additionalProperties":false,"definition":"NotifyText"},"OverrideText":{"type":"object","additionalProperties":{},"definition":"OverrideText"},"PassphraseText":{"minProperties":1,"maxProperties":1,"type":"object","properties":{"command":{"minItems":1,"examples":[["pass","show","borg/joke"]],"type":"array","items":{"type":"string"}},"file":{"$ref":"#/definitions/AbsolutePathText","examples":["/root/.borg-pass"]}},"additionalProperties":false,"definition":"PassphraseText"},"PercentText":{"pattern":"^[0-9]+(\\.[0-9]+)?%$","examples":["50%","10%"],"type":"string","definition":"PercentText"},"PinText":{"type":"object","properties":{"id":{"type":"string"},"until":{"pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?$","examples":["2027-01-31","2027-01-31T12:00:00Z"],"type":"string"}},"additionalProperties":false,"required":["id"],"definition":"PinText"},"PlainSourceText":{"minProperties":2,"maxProperties":2,"type":"object","properties":{"type":{"type":"string","const":"plain"},"mount":{"$ref":"#/definitions/AbsolutePathText","examples":["/boot"]},"path":{"$ref":"#/definitions/AbsolutePathText","examples":["/etc"]}},"additionalProperties":false,"required":["type"],"definition":"PlainSourceText"},"RateText":{"pattern":"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$","examples":["10 MiB/s","500 KB/s"],"type":"string","definition":"RateText"},"ReplicaText":{"type":"object","properties":{"dataset":{"$ref":"#/definitions/DatasetText"},"host":{"examples":["vaco.example"],"type":"string"},"every":{"$ref":"#/definitions/EveryText"},"keep":{"$ref":"#/definitions/KeepChoiceText"},"intermediates":{"default":false,"type":"boolean"},"rateLimit":{"$ref":"#/definitions/RateText","examples":["10 MiB/s"]},"compression":{"const":"zstd","type":"string"},"buffer":{"$ref":"#/definitions/FileSizeText","examples":["256 MiB"]}},"additionalProperties":false,"required":["dataset"],"definition":"ReplicaText"},"RepositoryText":{"type":"object","discriminator":{"propertyName":"type"},"oneOf":[{"$ref":"#/definitions/BorgRepositoryText"},{"$ref":"#/definitions/DirectoryRepositoryText"},{"$ref":"#/definitions/ResticRepositoryText"}],"definition":"RepositoryText"},"ResticRepositoryText":{"type":"object","properties":{"type":{"type":"string","const":"restic"},"location":{"minLength":1,"examples":["/mnt/backup/restic","sftp:backup@nas.example:/srv/restic","rest:https://nas.example:8000/host","s3:s3.amazonaws.com/bucket/host"],"type":"string"},"passphrase":{"$ref":"#/definitions/PassphraseText"},"compression":{"default":"auto","enum":["auto","max","off"],"type":"string"},"uploadLimit":{"$ref":"#/definitions/RateText"},"cacheDir":{"$ref":"#/definitions/AbsolutePathText"},"credentialsFile":{"$ref":"#/definitions/AbsolutePathText","examples":["/etc/rdump/s3-credentials"]},"disks":{"minItems":1,"type":"array","items":{"type":"string"}},"check":{"$ref":"#/definitions/UpkeepText"},"prune":{"type":["boolean","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/UpkeepText"}}},"additionalProperties":false,"required":["location","passphrase","type"],"definition":"ResticRepositoryText"},"ScratchText":{"type":"object","properties":{"mount":{"$ref":"#/definitions/AbsolutePathText","default":"/run/rdump"},"dataset":{"default":"rdump-scan","type":"string"}},"additionalProperties":false,"definition":"ScratchText"},"ScrubText":{"type":"object","properties":{"every":{"$ref":"#/definitions/EveryText","default":"30d"}},"additionalProperties":false,"definition":"ScrubText"},"SecretFileText":{"type":"object","properties":{"file":{"$ref":"#/definitions/AbsolutePathText"}},"additionalProperties":false,"required":["file"],"definition":"SecretFileText"},"ServeText":{"type":"object","properties":{"id":{"type":"string"},"below":{"$ref":"#/definitions/DatasetText"},"raw":{"default":false,"type":"boolean"},"destroy":{"default":false,"type":"boolean"},"compression":{"const":"zstd","type":"string"},"keep":{"$ref":"#/definitions/KeepChoiceText"},"every":{"$ref":"#/definitions/EveryText"},"machine":{"examples":["0123456789abcdef"],"type":"string"}},"additionalProperties":false,"required":["below","id"],"definition":"ServeText"},"SnapshotSizeText":{"pattern":"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B|%ORIGIN)$","examples":["5 GiB","500 MB","10%ORIGIN"],"type":"string","definition":"SnapshotSizeText"},"SnapshotsText":{"type":"object","properties":{"every":{"$ref":"#/definitions/EveryText"},"keep":{"$ref":"#/definitions/KeepChoiceText"}},"additionalProperties":false,"definition":"SnapshotsText"},"SourceText":{"type":"object","discriminator":{"propertyName":"type"},"oneOf":[{"$ref":"#/definitions/LvmSourceText"},{"$ref":"#/definitions/PlainSourceText"},{"$ref":"#/definitions/ZfsSourceText"}],"definition":"SourceText"},"SshHostText":{"type":"object","properties":{"user":{"type":"string"},"port":{"type":"integer","minimum":1,"maximum":65535},"identityFile":{"$ref":"#/definitions/AbsolutePathText","examples":["/root/.ssh/rdump"]}},"additionalProperties":false,"definition":"SshHostText"},"TakenOverText":{"type":"object","properties":{"address":{"examples":["home.archives[\"nas\"]"],"type":"string"},"machine":{"examples":["66d939ca680283df"],"type":"string"}},"additionalProperties":false,"required":["machine"],"definition":"TakenOverText"},"UpkeepText":{"type":"object","properties":{"every":{"$ref":"#/definitions/EveryText"}},"additionalProperties":false,"required":["every"],"definition":"UpkeepText"},"VerifyText":{"type":"object","properties":{"every":{"$ref":"#/definitions/EveryText"},"from":{"type":"string"},"scratch":{"examples":["/srv/scratch"],"type":"string"},"sample":{"examples":["2%","10 GiB"],"type":"string"},"command":{"minItems":1,"examples":[["sqlite3","-readonly","mail.db","pragma integrity_check"]],"type":"array","items":{"type":"string"}},"user":{"examples":["postgres"],"type":"string"},"timeout":{"default":"30m","examples":["2h"],"type":"string"}},"additionalProperties":false,"required":["every","from"],"definition":"VerifyText"},"VolumeLimitsText":{"type":"object","properties":{"destroy":{"$ref":"#/definitions/PercentText","examples":["50%"]},"shrink":{"$ref":"#/definitions/PercentText","examples":["50%"]}},"additionalProperties":false,"definition":"VolumeLimitsText"},"VolumeText":{"type":"object","properties":{"source":{"$ref":"#/definitions/SourceText"},"exclude":{"examples":[["var/cache","*.tmp"]],"type":"array","items":{"type":"string"}},"excludeCaches":{"default":false,"type":"boolean"},"integrity":{"type":["boolean","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/IntegrityText"}},"machineRecord":{"type":"boolean"},"snapshots":{"$ref":"#/definitions/SnapshotsText"},"archives":{"type":"array","items":{"$ref":"#/definitions/ArchivesText"}},"mirrors":{"type":"array","items":{"$ref":"#/definitions/MirrorText"}},"replicas":{"type":"array","items":{"$ref":"#/definitions/ReplicaText"}},"clones":{"type":"array","items":{"$ref":"#/definitions/CloneText"}},"limits":{"$ref":"#/definitions/VolumeLimitsText"},"hooks":{"$ref":"#/definitions/HooksText"},"verify":{"type":"array","items":{"$ref":"#/definitions/VerifyText"}}},"additionalProperties":false,"required":["source"],"definition":"VolumeText"},"ZfsSourceText":{"type":"object","properties":{"type":{"type":"string","const":"zfs"},"dataset":{"$ref":"#/definitions/DatasetText"},"host":{"examples":["vaco.example"],"type":"string"},"recursive":{"default":false,"type":"boolean"}},"additionalProperties":false,"required":["dataset","type"],"definition":"ZfsSourceText"}}};
const schema12 = {"type":"object","additionalProperties":{},"definition":"OverrideText"};
const schema13 = {"type":"object","properties":{"from":{"examples":["users"],"type":"string"},"to":{"examples":["home"],"type":"string"}},"additionalProperties":false,"required":["from","to"],"definition":"MovedText"};
const schema14 = {"type":"object","properties":{"address":{"examples":["home.archives[\"nas\"]"],"type":"string"},"machine":{"examples":["66d939ca680283df"],"type":"string"}},"additionalProperties":false,"required":["machine"],"definition":"TakenOverText"};
const schema15 = {"pattern":"^/","type":"string","definition":"AbsolutePathText"};
const schema53 = {"type":"object","properties":{"id":{"type":"string"},"names":{"type":"string"}},"additionalProperties":false,"definition":"AdoptedText"};
const schema54 = {"type":"object","properties":{"id":{"type":"string"},"until":{"pattern":"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?$","examples":["2027-01-31","2027-01-31T12:00:00Z"],"type":"string"}},"additionalProperties":false,"required":["id"],"definition":"PinText"};
const func0 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^/", "u");
const pattern23 = new RegExp("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?$", "u");
const schema16 = {"type":"object","properties":{"time":{"$ref":"#/definitions/DurationText","examples":["20h"]},"stall":{"$ref":"#/definitions/DurationText","examples":["10m"]},"heldSpace":{"$ref":"#/definitions/FileSizeText","examples":["20 GiB"]},"destroy":{"$ref":"#/definitions/PercentText","examples":["50%"]},"shrink":{"$ref":"#/definitions/PercentText","examples":["50%"]}},"additionalProperties":false,"definition":"LimitsText"};
const schema17 = {"pattern":"^[0-9]+[mhdw]$","examples":["90m","6h","30d","2w"],"type":"string","definition":"DurationText"};
const schema19 = {"pattern":"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)$","examples":["256 MiB","2 GB"],"type":"string","definition":"FileSizeText"};
const schema20 = {"pattern":"^[0-9]+(\\.[0-9]+)?%$","examples":["50%","10%"],"type":"string","definition":"PercentText"};
const pattern1 = new RegExp("^[0-9]+[mhdw]$", "u");
const pattern3 = new RegExp("^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)$", "u");
const pattern4 = new RegExp("^[0-9]+(\\.[0-9]+)?%$", "u");

function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((((key0 === "time") || (key0 === "stall")) || (key0 === "heldSpace")) || (key0 === "destroy")) || (key0 === "shrink"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.time !== undefined && func0.call(data, "time")){
let data0 = data.time;
if(typeof data0 === "string"){
if(!pattern1.test(data0)){
const err1 = {instancePath:instancePath+"/time",schemaPath:"#/definitions/DurationText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+[mhdw]$"},message:"must match pattern \""+"^[0-9]+[mhdw]$"+"\"",schema:"^[0-9]+[mhdw]$",parentSchema:schema17,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/time",schemaPath:"#/definitions/DurationText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.stall !== undefined && func0.call(data, "stall")){
let data1 = data.stall;
if(typeof data1 === "string"){
if(!pattern1.test(data1)){
const err3 = {instancePath:instancePath+"/stall",schemaPath:"#/definitions/DurationText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+[mhdw]$"},message:"must match pattern \""+"^[0-9]+[mhdw]$"+"\"",schema:"^[0-9]+[mhdw]$",parentSchema:schema17,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/stall",schemaPath:"#/definitions/DurationText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.heldSpace !== undefined && func0.call(data, "heldSpace")){
let data2 = data.heldSpace;
if(typeof data2 === "string"){
if(!pattern3.test(data2)){
const err5 = {instancePath:instancePath+"/heldSpace",schemaPath:"#/definitions/FileSizeText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)$",parentSchema:schema19,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/heldSpace",schemaPath:"#/definitions/FileSizeText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.destroy !== undefined && func0.call(data, "destroy")){
let data3 = data.destroy;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err7 = {instancePath:instancePath+"/destroy",schemaPath:"#/definitions/PercentText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?%$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?%$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?%$",parentSchema:schema20,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/destroy",schemaPath:"#/definitions/PercentText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.type,parentSchema:schema20,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.shrink !== undefined && func0.call(data, "shrink")){
let data4 = data.shrink;
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err9 = {instancePath:instancePath+"/shrink",schemaPath:"#/definitions/PercentText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?%$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?%$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?%$",parentSchema:schema20,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/shrink",schemaPath:"#/definitions/PercentText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.type,parentSchema:schema20,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.type,parentSchema:schema16,data};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}

const schema22 = {"type":"object","properties":{"on":{"default":["failure","overdue","recovery"],"type":"array","items":{"enum":["failure","overdue","recovery","success","weekly"],"type":"string"}},"mail":{"examples":["root"],"type":"string"},"webhook":{"examples":[{"file":"/root/.rdump-webhook"}],"type":["string","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/SecretFileText"}},"ntfy":{"examples":[{"file":"/root/.rdump-ntfy"}],"type":["string","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/SecretFileText"}},"command":{"minItems":1,"examples":[["apprise","--config=/etc/rdump/apprise.yml"]],"type":"array","items":{"type":"string"}},"healthchecks":{"examples":[{"file":"/root/.rdump-healthchecks"}],"type":["string","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/SecretFileText"}}},"additionalProperties":false,"definition":"NotifyText"};
const schema23 = {"type":"object","properties":{"file":{"$ref":"#/definitions/AbsolutePathText"}},"additionalProperties":false,"required":["file"],"definition":"SecretFileText"};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.file === undefined) || (!(func0.call(data, "file")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "file"},message:"must have required property '"+"file"+"'",schema:schema23.required,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(key0 === "file")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.file !== undefined && func0.call(data, "file")){
let data0 = data.file;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err2 = {instancePath:instancePath+"/file",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/file",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.type,parentSchema:schema23,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate14.errors = vErrors;
return errors === 0;
}


function validate13(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((((key0 === "on") || (key0 === "mail")) || (key0 === "webhook")) || (key0 === "ntfy")) || (key0 === "command")) || (key0 === "healthchecks"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.on !== undefined && func0.call(data, "on")){
let data0 = data.on;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 !== "string"){
const err1 = {instancePath:instancePath+"/on/" + i0,schemaPath:"#/properties/on/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.on.items.type,parentSchema:schema22.properties.on.items,data:data1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(!(((((data1 === "failure") || (data1 === "overdue")) || (data1 === "recovery")) || (data1 === "success")) || (data1 === "weekly"))){
const err2 = {instancePath:instancePath+"/on/" + i0,schemaPath:"#/properties/on/items/enum",keyword:"enum",params:{allowedValues: schema22.properties.on.items.enum},message:"must be equal to one of the allowed values",schema:schema22.properties.on.items.enum,parentSchema:schema22.properties.on.items,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath:instancePath+"/on",schemaPath:"#/properties/on/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.on.type,parentSchema:schema22.properties.on,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.mail !== undefined && func0.call(data, "mail")){
let data2 = data.mail;
if(typeof data2 !== "string"){
const err4 = {instancePath:instancePath+"/mail",schemaPath:"#/properties/mail/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.mail.type,parentSchema:schema22.properties.mail,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.webhook !== undefined && func0.call(data, "webhook")){
let data3 = data.webhook;
if((typeof data3 !== "string") && (!(data3 && typeof data3 == "object" && !Array.isArray(data3)))){
const err5 = {instancePath:instancePath+"/webhook",schemaPath:"#/properties/webhook/type",keyword:"type",params:{type: schema22.properties.webhook.type},message:"must be string,object",schema:schema22.properties.webhook.type,parentSchema:schema22.properties.webhook,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
const _errs10 = errors;
let valid3 = true;
const _errs11 = errors;
if(!(data3 && typeof data3 == "object" && !Array.isArray(data3))){
const err6 = {};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var _valid0 = _errs11 === errors;
errors = _errs10;
if(vErrors !== null){
if(_errs10){
vErrors.length = _errs10;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs13 = errors;
if(!(validate14(data3, {instancePath:instancePath+"/webhook",parentData:data,parentDataProperty:"webhook",rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
var _valid0 = _errs13 === errors;
valid3 = _valid0;
}
if(!valid3){
const err7 = {instancePath:instancePath+"/webhook",schemaPath:"#/properties/webhook/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema22.properties.webhook.if,parentSchema:schema22.properties.webhook,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.ntfy !== undefined && func0.call(data, "ntfy")){
let data4 = data.ntfy;
if((typeof data4 !== "string") && (!(data4 && typeof data4 == "object" && !Array.isArray(data4)))){
const err8 = {instancePath:instancePath+"/ntfy",schemaPath:"#/properties/ntfy/type",keyword:"type",params:{type: schema22.properties.ntfy.type},message:"must be string,object",schema:schema22.properties.ntfy.type,parentSchema:schema22.properties.ntfy,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
const _errs16 = errors;
let valid4 = true;
const _errs17 = errors;
if(!(data4 && typeof data4 == "object" && !Array.isArray(data4))){
const err9 = {};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
var _valid1 = _errs17 === errors;
errors = _errs16;
if(vErrors !== null){
if(_errs16){
vErrors.length = _errs16;
}
else {
vErrors = null;
}
}
if(_valid1){
const _errs19 = errors;
if(!(validate14(data4, {instancePath:instancePath+"/ntfy",parentData:data,parentDataProperty:"ntfy",rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
var _valid1 = _errs19 === errors;
valid4 = _valid1;
}
if(!valid4){
const err10 = {instancePath:instancePath+"/ntfy",schemaPath:"#/properties/ntfy/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema22.properties.ntfy.if,parentSchema:schema22.properties.ntfy,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.command !== undefined && func0.call(data, "command")){
let data5 = data.command;
if(Array.isArray(data5)){
if(data5.length < 1){
const err11 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema22.properties.command,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
const len1 = data5.length;
for(let i1=0; i1<len1; i1++){
let data6 = data5[i1];
if(typeof data6 !== "string"){
const err12 = {instancePath:instancePath+"/command/" + i1,schemaPath:"#/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.command.items.type,parentSchema:schema22.properties.command.items,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema22.properties.command.type,parentSchema:schema22.properties.command,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.healthchecks !== undefined && func0.call(data, "healthchecks")){
let data7 = data.healthchecks;
if((typeof data7 !== "string") && (!(data7 && typeof data7 == "object" && !Array.isArray(data7)))){
const err14 = {instancePath:instancePath+"/healthchecks",schemaPath:"#/properties/healthchecks/type",keyword:"type",params:{type: schema22.properties.healthchecks.type},message:"must be string,object",schema:schema22.properties.healthchecks.type,parentSchema:schema22.properties.healthchecks,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
const _errs26 = errors;
let valid7 = true;
const _errs27 = errors;
if(!(data7 && typeof data7 == "object" && !Array.isArray(data7))){
const err15 = {};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
var _valid2 = _errs27 === errors;
errors = _errs26;
if(vErrors !== null){
if(_errs26){
vErrors.length = _errs26;
}
else {
vErrors = null;
}
}
if(_valid2){
const _errs29 = errors;
if(!(validate14(data7, {instancePath:instancePath+"/healthchecks",parentData:data,parentDataProperty:"healthchecks",rootData}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
var _valid2 = _errs29 === errors;
valid7 = _valid2;
}
if(!valid7){
const err16 = {instancePath:instancePath+"/healthchecks",schemaPath:"#/properties/healthchecks/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema22.properties.healthchecks.if,parentSchema:schema22.properties.healthchecks,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
}
else {
const err17 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.type,parentSchema:schema22,data};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
validate13.errors = vErrors;
return errors === 0;
}

const schema26 = {"type":"object","properties":{"mount":{"$ref":"#/definitions/AbsolutePathText","default":"/run/rdump"},"dataset":{"default":"rdump-scan","type":"string"}},"additionalProperties":false,"definition":"ScratchText"};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((key0 === "mount") || (key0 === "dataset"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.mount !== undefined && func0.call(data, "mount")){
let data0 = data.mount;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err1 = {instancePath:instancePath+"/mount",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/mount",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.dataset !== undefined && func0.call(data, "dataset")){
let data1 = data.dataset;
if(typeof data1 !== "string"){
const err3 = {instancePath:instancePath+"/dataset",schemaPath:"#/properties/dataset/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.dataset.type,parentSchema:schema26.properties.dataset,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.type,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}

const schema28 = {"type":"object","properties":{"user":{"type":"string"},"port":{"type":"integer","minimum":1,"maximum":65535},"identityFile":{"$ref":"#/definitions/AbsolutePathText","examples":["/root/.ssh/rdump"]}},"additionalProperties":false,"definition":"SshHostText"};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "user") || (key0 === "port")) || (key0 === "identityFile"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.user !== undefined && func0.call(data, "user")){
let data0 = data.user;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema28.properties.user.type,parentSchema:schema28.properties.user,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.port !== undefined && func0.call(data, "port")){
let data1 = data.port;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.port.type,parentSchema:schema28.properties.port,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
const err3 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema28.properties.port,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err4 = {instancePath:instancePath+"/port",schemaPath:"#/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema28.properties.port,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
if(data.identityFile !== undefined && func0.call(data, "identityFile")){
let data2 = data.identityFile;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err5 = {instancePath:instancePath+"/identityFile",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/identityFile",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema28.type,parentSchema:schema28,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate21.errors = vErrors;
return errors === 0;
}

const schema30 = {"type":"object","properties":{"id":{"type":"string"},"below":{"$ref":"#/definitions/DatasetText"},"raw":{"default":false,"type":"boolean"},"destroy":{"default":false,"type":"boolean"},"compression":{"const":"zstd","type":"string"},"keep":{"$ref":"#/definitions/KeepChoiceText"},"every":{"$ref":"#/definitions/EveryText"},"machine":{"examples":["0123456789abcdef"],"type":"string"}},"additionalProperties":false,"required":["below","id"],"definition":"ServeText"};
const schema31 = {"examples":["tank/backup/home"],"type":"string","definition":"DatasetText"};
const schema35 = {"pattern":"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$","examples":["hourly","daily","weekly","monthly","yearly","6h","30d"],"type":"string","definition":"EveryText"};
const schema32 = {"type":["string","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/KeepText"},"definition":"KeepChoiceText"};
const schema33 = {"type":"object","properties":{"last":{"type":"integer","minimum":0,"maximum":1000000,"examples":[3]},"hourly":{"type":"integer","minimum":0,"maximum":1000000,"examples":[24]},"daily":{"type":"integer","minimum":0,"maximum":1000000,"examples":[7]},"weekly":{"type":"integer","minimum":0,"maximum":1000000,"examples":[4]},"monthly":{"type":"integer","minimum":0,"maximum":1000000,"examples":[12]},"yearly":{"type":"integer","minimum":0,"maximum":1000000,"examples":[5]},"within":{"$ref":"#/definitions/DurationText"}},"additionalProperties":false,"definition":"KeepText"};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "last") || (key0 === "hourly")) || (key0 === "daily")) || (key0 === "weekly")) || (key0 === "monthly")) || (key0 === "yearly")) || (key0 === "within"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.last !== undefined && func0.call(data, "last")){
let data0 = data.last;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
const err1 = {instancePath:instancePath+"/last",schemaPath:"#/properties/last/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.last.type,parentSchema:schema33.properties.last,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 1000000 || isNaN(data0)){
const err2 = {instancePath:instancePath+"/last",schemaPath:"#/properties/last/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema33.properties.last,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data0 < 0 || isNaN(data0)){
const err3 = {instancePath:instancePath+"/last",schemaPath:"#/properties/last/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema33.properties.last,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
if(data.hourly !== undefined && func0.call(data, "hourly")){
let data1 = data.hourly;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err4 = {instancePath:instancePath+"/hourly",schemaPath:"#/properties/hourly/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.hourly.type,parentSchema:schema33.properties.hourly,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 1000000 || isNaN(data1)){
const err5 = {instancePath:instancePath+"/hourly",schemaPath:"#/properties/hourly/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema33.properties.hourly,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1 < 0 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/hourly",schemaPath:"#/properties/hourly/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema33.properties.hourly,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
if(data.daily !== undefined && func0.call(data, "daily")){
let data2 = data.daily;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err7 = {instancePath:instancePath+"/daily",schemaPath:"#/properties/daily/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.daily.type,parentSchema:schema33.properties.daily,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000000 || isNaN(data2)){
const err8 = {instancePath:instancePath+"/daily",schemaPath:"#/properties/daily/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema33.properties.daily,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(data2 < 0 || isNaN(data2)){
const err9 = {instancePath:instancePath+"/daily",schemaPath:"#/properties/daily/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema33.properties.daily,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
if(data.weekly !== undefined && func0.call(data, "weekly")){
let data3 = data.weekly;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err10 = {instancePath:instancePath+"/weekly",schemaPath:"#/properties/weekly/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.weekly.type,parentSchema:schema33.properties.weekly,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1000000 || isNaN(data3)){
const err11 = {instancePath:instancePath+"/weekly",schemaPath:"#/properties/weekly/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema33.properties.weekly,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data3 < 0 || isNaN(data3)){
const err12 = {instancePath:instancePath+"/weekly",schemaPath:"#/properties/weekly/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema33.properties.weekly,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
if(data.monthly !== undefined && func0.call(data, "monthly")){
let data4 = data.monthly;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err13 = {instancePath:instancePath+"/monthly",schemaPath:"#/properties/monthly/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.monthly.type,parentSchema:schema33.properties.monthly,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 1000000 || isNaN(data4)){
const err14 = {instancePath:instancePath+"/monthly",schemaPath:"#/properties/monthly/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema33.properties.monthly,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if(data4 < 0 || isNaN(data4)){
const err15 = {instancePath:instancePath+"/monthly",schemaPath:"#/properties/monthly/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema33.properties.monthly,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
if(data.yearly !== undefined && func0.call(data, "yearly")){
let data5 = data.yearly;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err16 = {instancePath:instancePath+"/yearly",schemaPath:"#/properties/yearly/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema33.properties.yearly.type,parentSchema:schema33.properties.yearly,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 1000000 || isNaN(data5)){
const err17 = {instancePath:instancePath+"/yearly",schemaPath:"#/properties/yearly/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema33.properties.yearly,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data5 < 0 || isNaN(data5)){
const err18 = {instancePath:instancePath+"/yearly",schemaPath:"#/properties/yearly/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema33.properties.yearly,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
if(data.within !== undefined && func0.call(data, "within")){
let data6 = data.within;
if(typeof data6 === "string"){
if(!pattern1.test(data6)){
const err19 = {instancePath:instancePath+"/within",schemaPath:"#/definitions/DurationText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+[mhdw]$"},message:"must match pattern \""+"^[0-9]+[mhdw]$"+"\"",schema:"^[0-9]+[mhdw]$",parentSchema:schema17,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
else {
const err20 = {instancePath:instancePath+"/within",schemaPath:"#/definitions/DurationText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data6};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema33.type,parentSchema:schema33,data};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
validate25.errors = vErrors;
return errors === 0;
}


function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema32.type},message:"must be string,object",schema:schema32.type,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(!(data && typeof data == "object" && !Array.isArray(data))){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs4 = errors;
if(!(validate25(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
}
if(!valid0){
const err2 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema32.if,parentSchema:schema32,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}

const pattern11 = new RegExp("^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.below === undefined) || (!(func0.call(data, "below")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "below"},message:"must have required property '"+"below"+"'",schema:schema30.required,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.id === undefined) || (!(func0.call(data, "id")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema30.required,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "id") || (key0 === "below")) || (key0 === "raw")) || (key0 === "destroy")) || (key0 === "compression")) || (key0 === "keep")) || (key0 === "every")) || (key0 === "machine"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.id !== undefined && func0.call(data, "id")){
let data0 = data.id;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.id.type,parentSchema:schema30.properties.id,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.below !== undefined && func0.call(data, "below")){
let data1 = data.below;
if(typeof data1 !== "string"){
const err4 = {instancePath:instancePath+"/below",schemaPath:"#/definitions/DatasetText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.raw !== undefined && func0.call(data, "raw")){
let data2 = data.raw;
if(typeof data2 !== "boolean"){
const err5 = {instancePath:instancePath+"/raw",schemaPath:"#/properties/raw/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema30.properties.raw.type,parentSchema:schema30.properties.raw,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.destroy !== undefined && func0.call(data, "destroy")){
let data3 = data.destroy;
if(typeof data3 !== "boolean"){
const err6 = {instancePath:instancePath+"/destroy",schemaPath:"#/properties/destroy/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema30.properties.destroy.type,parentSchema:schema30.properties.destroy,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.compression !== undefined && func0.call(data, "compression")){
let data4 = data.compression;
if(typeof data4 !== "string"){
const err7 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.compression.type,parentSchema:schema30.properties.compression,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("zstd" !== data4){
const err8 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/const",keyword:"const",params:{allowedValue: "zstd"},message:"must be equal to constant",schema:"zstd",parentSchema:schema30.properties.compression,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.keep !== undefined && func0.call(data, "keep")){
if(!(validate24(data.keep, {instancePath:instancePath+"/keep",parentData:data,parentDataProperty:"keep",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data6 = data.every;
if(typeof data6 === "string"){
if(!pattern11.test(data6)){
const err9 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data6};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.machine !== undefined && func0.call(data, "machine")){
let data7 = data.machine;
if(typeof data7 !== "string"){
const err11 = {instancePath:instancePath+"/machine",schemaPath:"#/properties/machine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.properties.machine.type,parentSchema:schema30.properties.machine,data:data7};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema30.type,parentSchema:schema30,data};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
validate23.errors = vErrors;
return errors === 0;
}

const schema36 = {"type":"object","discriminator":{"propertyName":"type"},"oneOf":[{"$ref":"#/definitions/BorgRepositoryText"},{"$ref":"#/definitions/DirectoryRepositoryText"},{"$ref":"#/definitions/ResticRepositoryText"}],"definition":"RepositoryText"};
const schema37 = {"type":"object","properties":{"type":{"type":"string","const":"borg"},"location":{"minLength":1,"examples":["/mnt/backup/borg","ssh://backup@nas.example/./joke"],"type":"string"},"encryption":{"enum":["authenticated","authenticated-blake2","keyfile","keyfile-blake2","none","repokey","repokey-blake2"],"type":"string"},"passphrase":{"$ref":"#/definitions/PassphraseText"},"compression":{"default":"lz4","examples":["zstd,6","lz4","none","auto,zstd,10"],"type":"string"},"uploadLimit":{"$ref":"#/definitions/RateText"},"remotePath":{"examples":["borg1","/usr/local/bin/borg"],"type":"string"},"cacheDir":{"$ref":"#/definitions/AbsolutePathText"},"keyFile":{"$ref":"#/definitions/AbsolutePathText"},"disks":{"minItems":1,"type":"array","items":{"type":"string"}},"check":{"$ref":"#/definitions/UpkeepText"},"compact":{"type":["boolean","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/UpkeepText"}}},"additionalProperties":false,"required":["location","type"],"definition":"BorgRepositoryText"};
const schema40 = {"pattern":"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$","examples":["10 MiB/s","500 KB/s"],"type":"string","definition":"RateText"};
const func115 = (text) => Array.from(text).length;
const schema38 = {"minProperties":1,"maxProperties":1,"type":"object","properties":{"command":{"minItems":1,"examples":[["pass","show","borg/joke"]],"type":"array","items":{"type":"string"}},"file":{"$ref":"#/definitions/AbsolutePathText","examples":["/root/.borg-pass"]}},"additionalProperties":false,"definition":"PassphraseText"};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 1){
const err0 = {instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(Object.keys(data).length < 1){
const err1 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((key0 === "command") || (key0 === "file"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.command !== undefined && func0.call(data, "command")){
let data0 = data.command;
if(Array.isArray(data0)){
if(data0.length < 1){
const err3 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema38.properties.command,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 !== "string"){
const err4 = {instancePath:instancePath+"/command/" + i0,schemaPath:"#/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema38.properties.command.items.type,parentSchema:schema38.properties.command.items,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema38.properties.command.type,parentSchema:schema38.properties.command,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.file !== undefined && func0.call(data, "file")){
let data2 = data.file;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err6 = {instancePath:instancePath+"/file",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/file",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema38.type,parentSchema:schema38,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate32.errors = vErrors;
return errors === 0;
}

const schema43 = {"type":"object","properties":{"every":{"$ref":"#/definitions/EveryText"}},"additionalProperties":false,"required":["every"],"definition":"UpkeepText"};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.every === undefined) || (!(func0.call(data, "every")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "every"},message:"must have required property '"+"every"+"'",schema:schema43.required,parentSchema:schema43,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(key0 === "every")){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema43,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data0 = data.every;
if(typeof data0 === "string"){
if(!pattern11.test(data0)){
const err2 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
else {
const err4 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema43.type,parentSchema:schema43,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}

const pattern13 = new RegExp("^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$", "u");

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.location === undefined) || (!(func0.call(data, "location")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "location"},message:"must have required property '"+"location"+"'",schema:schema37.required,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema37.required,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema37.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.type.type,parentSchema:schema37.properties.type,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if("borg" !== data0){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "borg"},message:"must be equal to constant",schema:"borg",parentSchema:schema37.properties.type,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.location !== undefined && func0.call(data, "location")){
let data1 = data.location;
if(typeof data1 === "string"){
if(func115(data1) < 1){
const err5 = {instancePath:instancePath+"/location",schemaPath:"#/properties/location/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema37.properties.location,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
else {
const err6 = {instancePath:instancePath+"/location",schemaPath:"#/properties/location/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.location.type,parentSchema:schema37.properties.location,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.encryption !== undefined && func0.call(data, "encryption")){
let data2 = data.encryption;
if(typeof data2 !== "string"){
const err7 = {instancePath:instancePath+"/encryption",schemaPath:"#/properties/encryption/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.encryption.type,parentSchema:schema37.properties.encryption,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if(!(((((((data2 === "authenticated") || (data2 === "authenticated-blake2")) || (data2 === "keyfile")) || (data2 === "keyfile-blake2")) || (data2 === "none")) || (data2 === "repokey")) || (data2 === "repokey-blake2"))){
const err8 = {instancePath:instancePath+"/encryption",schemaPath:"#/properties/encryption/enum",keyword:"enum",params:{allowedValues: schema37.properties.encryption.enum},message:"must be equal to one of the allowed values",schema:schema37.properties.encryption.enum,parentSchema:schema37.properties.encryption,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.passphrase !== undefined && func0.call(data, "passphrase")){
if(!(validate32(data.passphrase, {instancePath:instancePath+"/passphrase",parentData:data,parentDataProperty:"passphrase",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data.compression !== undefined && func0.call(data, "compression")){
let data4 = data.compression;
if(typeof data4 !== "string"){
const err9 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.compression.type,parentSchema:schema37.properties.compression,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.uploadLimit !== undefined && func0.call(data, "uploadLimit")){
let data5 = data.uploadLimit;
if(typeof data5 === "string"){
if(!pattern13.test(data5)){
const err10 = {instancePath:instancePath+"/uploadLimit",schemaPath:"#/definitions/RateText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$"+"\"",schema:"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$",parentSchema:schema40,data:data5};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/uploadLimit",schemaPath:"#/definitions/RateText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.remotePath !== undefined && func0.call(data, "remotePath")){
let data6 = data.remotePath;
if(typeof data6 !== "string"){
const err12 = {instancePath:instancePath+"/remotePath",schemaPath:"#/properties/remotePath/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.remotePath.type,parentSchema:schema37.properties.remotePath,data:data6};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.cacheDir !== undefined && func0.call(data, "cacheDir")){
let data7 = data.cacheDir;
if(typeof data7 === "string"){
if(!pattern0.test(data7)){
const err13 = {instancePath:instancePath+"/cacheDir",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data7};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
else {
const err14 = {instancePath:instancePath+"/cacheDir",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.keyFile !== undefined && func0.call(data, "keyFile")){
let data8 = data.keyFile;
if(typeof data8 === "string"){
if(!pattern0.test(data8)){
const err15 = {instancePath:instancePath+"/keyFile",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data8};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
else {
const err16 = {instancePath:instancePath+"/keyFile",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.disks !== undefined && func0.call(data, "disks")){
let data9 = data.disks;
if(Array.isArray(data9)){
if(data9.length < 1){
const err17 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema37.properties.disks,data:data9};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
let data10 = data9[i0];
if(typeof data10 !== "string"){
const err18 = {instancePath:instancePath+"/disks/" + i0,schemaPath:"#/properties/disks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema37.properties.disks.items.type,parentSchema:schema37.properties.disks.items,data:data10};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema37.properties.disks.type,parentSchema:schema37.properties.disks,data:data9};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.check !== undefined && func0.call(data, "check")){
if(!(validate34(data.check, {instancePath:instancePath+"/check",parentData:data,parentDataProperty:"check",rootData}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data.compact !== undefined && func0.call(data, "compact")){
let data12 = data.compact;
if((typeof data12 !== "boolean") && (!(data12 && typeof data12 == "object" && !Array.isArray(data12)))){
const err20 = {instancePath:instancePath+"/compact",schemaPath:"#/properties/compact/type",keyword:"type",params:{type: schema37.properties.compact.type},message:"must be boolean,object",schema:schema37.properties.compact.type,parentSchema:schema37.properties.compact,data:data12};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
const _errs29 = errors;
let valid6 = true;
const _errs30 = errors;
if(!(data12 && typeof data12 == "object" && !Array.isArray(data12))){
const err21 = {};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
var _valid0 = _errs30 === errors;
errors = _errs29;
if(vErrors !== null){
if(_errs29){
vErrors.length = _errs29;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs32 = errors;
if(!(validate34(data12, {instancePath:instancePath+"/compact",parentData:data,parentDataProperty:"compact",rootData}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
var _valid0 = _errs32 === errors;
valid6 = _valid0;
}
if(!valid6){
const err22 = {instancePath:instancePath+"/compact",schemaPath:"#/properties/compact/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema37.properties.compact.if,parentSchema:schema37.properties.compact,data:data12};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema37.type,parentSchema:schema37,data};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}

const schema45 = {"type":"object","properties":{"type":{"type":"string","const":"directory"},"location":{"$ref":"#/definitions/AbsolutePathText","examples":["/mnt/backup/archives"]},"format":{"enum":["dump","tar","xfsdump"],"type":"string"},"compression":{"type":"integer","minimum":1,"maximum":19,"default":3},"levels":{"type":"object","properties":{"full":{"$ref":"#/definitions/EveryText"},"incremental":{"$ref":"#/definitions/EveryText"}},"additionalProperties":false,"required":["full","incremental"]},"disks":{"minItems":1,"type":"array","items":{"type":"string"}}},"additionalProperties":false,"required":["format","location","type"],"definition":"DirectoryRepositoryText"};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.format === undefined) || (!(func0.call(data, "format")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "format"},message:"must have required property '"+"format"+"'",schema:schema45.required,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.location === undefined) || (!(func0.call(data, "location")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "location"},message:"must have required property '"+"location"+"'",schema:schema45.required,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema45.required,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((key0 === "type") || (key0 === "location")) || (key0 === "format")) || (key0 === "compression")) || (key0 === "levels")) || (key0 === "disks"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema45.properties.type.type,parentSchema:schema45.properties.type,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if("directory" !== data0){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "directory"},message:"must be equal to constant",schema:"directory",parentSchema:schema45.properties.type,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.location !== undefined && func0.call(data, "location")){
let data1 = data.location;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err6 = {instancePath:instancePath+"/location",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/location",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.format !== undefined && func0.call(data, "format")){
let data2 = data.format;
if(typeof data2 !== "string"){
const err8 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema45.properties.format.type,parentSchema:schema45.properties.format,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!(((data2 === "dump") || (data2 === "tar")) || (data2 === "xfsdump"))){
const err9 = {instancePath:instancePath+"/format",schemaPath:"#/properties/format/enum",keyword:"enum",params:{allowedValues: schema45.properties.format.enum},message:"must be equal to one of the allowed values",schema:schema45.properties.format.enum,parentSchema:schema45.properties.format,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.compression !== undefined && func0.call(data, "compression")){
let data3 = data.compression;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
const err10 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema45.properties.compression.type,parentSchema:schema45.properties.compression,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 19 || isNaN(data3)){
const err11 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/maximum",keyword:"maximum",params:{comparison: "<=", limit: 19},message:"must be <= 19",schema:19,parentSchema:schema45.properties.compression,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data3 < 1 || isNaN(data3)){
const err12 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema45.properties.compression,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
if(data.levels !== undefined && func0.call(data, "levels")){
let data4 = data.levels;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if((data4.full === undefined) || (!(func0.call(data4, "full")))){
const err13 = {instancePath:instancePath+"/levels",schemaPath:"#/properties/levels/required",keyword:"required",params:{missingProperty: "full"},message:"must have required property '"+"full"+"'",schema:schema45.properties.levels.required,parentSchema:schema45.properties.levels,data:data4};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if((data4.incremental === undefined) || (!(func0.call(data4, "incremental")))){
const err14 = {instancePath:instancePath+"/levels",schemaPath:"#/properties/levels/required",keyword:"required",params:{missingProperty: "incremental"},message:"must have required property '"+"incremental"+"'",schema:schema45.properties.levels.required,parentSchema:schema45.properties.levels,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key1 of Object.keys(data4)){
if(!((key1 === "full") || (key1 === "incremental"))){
const err15 = {instancePath:instancePath+"/levels",schemaPath:"#/properties/levels/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema45.properties.levels,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data4.full !== undefined && func0.call(data4, "full")){
let data5 = data4.full;
if(typeof data5 === "string"){
if(!pattern11.test(data5)){
const err16 = {instancePath:instancePath+"/levels/full",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data5};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
else {
const err17 = {instancePath:instancePath+"/levels/full",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.incremental !== undefined && func0.call(data4, "incremental")){
let data6 = data4.incremental;
if(typeof data6 === "string"){
if(!pattern11.test(data6)){
const err18 = {instancePath:instancePath+"/levels/incremental",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data6};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
else {
const err19 = {instancePath:instancePath+"/levels/incremental",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data6};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/levels",schemaPath:"#/properties/levels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.properties.levels.type,parentSchema:schema45.properties.levels,data:data4};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.disks !== undefined && func0.call(data, "disks")){
let data7 = data.disks;
if(Array.isArray(data7)){
if(data7.length < 1){
const err21 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema45.properties.disks,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(typeof data8 !== "string"){
const err22 = {instancePath:instancePath+"/disks/" + i0,schemaPath:"#/properties/disks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema45.properties.disks.items.type,parentSchema:schema45.properties.disks.items,data:data8};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
else {
const err23 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema45.properties.disks.type,parentSchema:schema45.properties.disks,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema45.type,parentSchema:schema45,data};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}

const schema49 = {"type":"object","properties":{"type":{"type":"string","const":"restic"},"location":{"minLength":1,"examples":["/mnt/backup/restic","sftp:backup@nas.example:/srv/restic","rest:https://nas.example:8000/host","s3:s3.amazonaws.com/bucket/host"],"type":"string"},"passphrase":{"$ref":"#/definitions/PassphraseText"},"compression":{"default":"auto","enum":["auto","max","off"],"type":"string"},"uploadLimit":{"$ref":"#/definitions/RateText"},"cacheDir":{"$ref":"#/definitions/AbsolutePathText"},"credentialsFile":{"$ref":"#/definitions/AbsolutePathText","examples":["/etc/rdump/s3-credentials"]},"disks":{"minItems":1,"type":"array","items":{"type":"string"}},"check":{"$ref":"#/definitions/UpkeepText"},"prune":{"type":["boolean","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/UpkeepText"}}},"additionalProperties":false,"required":["location","passphrase","type"],"definition":"ResticRepositoryText"};

function validate38(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.location === undefined) || (!(func0.call(data, "location")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "location"},message:"must have required property '"+"location"+"'",schema:schema49.required,parentSchema:schema49,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.passphrase === undefined) || (!(func0.call(data, "passphrase")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "passphrase"},message:"must have required property '"+"passphrase"+"'",schema:schema49.required,parentSchema:schema49,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema49.required,parentSchema:schema49,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema49.properties, key0))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema49,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.properties.type.type,parentSchema:schema49.properties.type,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if("restic" !== data0){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "restic"},message:"must be equal to constant",schema:"restic",parentSchema:schema49.properties.type,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.location !== undefined && func0.call(data, "location")){
let data1 = data.location;
if(typeof data1 === "string"){
if(func115(data1) < 1){
const err6 = {instancePath:instancePath+"/location",schemaPath:"#/properties/location/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema49.properties.location,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/location",schemaPath:"#/properties/location/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.properties.location.type,parentSchema:schema49.properties.location,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.passphrase !== undefined && func0.call(data, "passphrase")){
if(!(validate32(data.passphrase, {instancePath:instancePath+"/passphrase",parentData:data,parentDataProperty:"passphrase",rootData}))){
vErrors = vErrors === null ? validate32.errors : vErrors.concat(validate32.errors);
errors = vErrors.length;
}
}
if(data.compression !== undefined && func0.call(data, "compression")){
let data3 = data.compression;
if(typeof data3 !== "string"){
const err8 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.properties.compression.type,parentSchema:schema49.properties.compression,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
if(!(((data3 === "auto") || (data3 === "max")) || (data3 === "off"))){
const err9 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/enum",keyword:"enum",params:{allowedValues: schema49.properties.compression.enum},message:"must be equal to one of the allowed values",schema:schema49.properties.compression.enum,parentSchema:schema49.properties.compression,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.uploadLimit !== undefined && func0.call(data, "uploadLimit")){
let data4 = data.uploadLimit;
if(typeof data4 === "string"){
if(!pattern13.test(data4)){
const err10 = {instancePath:instancePath+"/uploadLimit",schemaPath:"#/definitions/RateText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$"+"\"",schema:"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$",parentSchema:schema40,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
else {
const err11 = {instancePath:instancePath+"/uploadLimit",schemaPath:"#/definitions/RateText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.cacheDir !== undefined && func0.call(data, "cacheDir")){
let data5 = data.cacheDir;
if(typeof data5 === "string"){
if(!pattern0.test(data5)){
const err12 = {instancePath:instancePath+"/cacheDir",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/cacheDir",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.credentialsFile !== undefined && func0.call(data, "credentialsFile")){
let data6 = data.credentialsFile;
if(typeof data6 === "string"){
if(!pattern0.test(data6)){
const err14 = {instancePath:instancePath+"/credentialsFile",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data6};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/credentialsFile",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.disks !== undefined && func0.call(data, "disks")){
let data7 = data.disks;
if(Array.isArray(data7)){
if(data7.length < 1){
const err16 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema49.properties.disks,data:data7};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
let data8 = data7[i0];
if(typeof data8 !== "string"){
const err17 = {instancePath:instancePath+"/disks/" + i0,schemaPath:"#/properties/disks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema49.properties.disks.items.type,parentSchema:schema49.properties.disks.items,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema49.properties.disks.type,parentSchema:schema49.properties.disks,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data.check !== undefined && func0.call(data, "check")){
if(!(validate34(data.check, {instancePath:instancePath+"/check",parentData:data,parentDataProperty:"check",rootData}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
}
if(data.prune !== undefined && func0.call(data, "prune")){
let data10 = data.prune;
if((typeof data10 !== "boolean") && (!(data10 && typeof data10 == "object" && !Array.isArray(data10)))){
const err19 = {instancePath:instancePath+"/prune",schemaPath:"#/properties/prune/type",keyword:"type",params:{type: schema49.properties.prune.type},message:"must be boolean,object",schema:schema49.properties.prune.type,parentSchema:schema49.properties.prune,data:data10};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
const _errs25 = errors;
let valid6 = true;
const _errs26 = errors;
if(!(data10 && typeof data10 == "object" && !Array.isArray(data10))){
const err20 = {};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
var _valid0 = _errs26 === errors;
errors = _errs25;
if(vErrors !== null){
if(_errs25){
vErrors.length = _errs25;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs28 = errors;
if(!(validate34(data10, {instancePath:instancePath+"/prune",parentData:data,parentDataProperty:"prune",rootData}))){
vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
errors = vErrors.length;
}
var _valid0 = _errs28 === errors;
valid6 = _valid0;
}
if(!valid6){
const err21 = {instancePath:instancePath+"/prune",schemaPath:"#/properties/prune/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema49.properties.prune.if,parentSchema:schema49.properties.prune,data:data10};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema49.type,parentSchema:schema49,data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate38.errors = vErrors;
return errors === 0;
}


function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const tag0 = data.type;
if(typeof tag0 == "string"){
if(tag0 === "borg"){
if(!(validate31(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
errors = vErrors.length;
}
}
else if(tag0 === "directory"){
if(!(validate37(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
errors = vErrors.length;
}
}
else if(tag0 === "restic"){
if(!(validate38(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
errors = vErrors.length;
}
}
else {
const err0 = {instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "type", tagValue: tag0},message:"value of tag \"type\" must be in oneOf",schema:schema36.discriminator,parentSchema:schema36,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "type", tagValue: tag0},message:"tag \"type\" must be string",schema:schema36.discriminator,parentSchema:schema36,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema36.type,parentSchema:schema36,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}

const schema55 = {"type":"object","properties":{"source":{"$ref":"#/definitions/SourceText"},"exclude":{"examples":[["var/cache","*.tmp"]],"type":"array","items":{"type":"string"}},"excludeCaches":{"default":false,"type":"boolean"},"integrity":{"type":["boolean","object"],"if":{"type":"object"},"then":{"$ref":"#/definitions/IntegrityText"}},"machineRecord":{"type":"boolean"},"snapshots":{"$ref":"#/definitions/SnapshotsText"},"archives":{"type":"array","items":{"$ref":"#/definitions/ArchivesText"}},"mirrors":{"type":"array","items":{"$ref":"#/definitions/MirrorText"}},"replicas":{"type":"array","items":{"$ref":"#/definitions/ReplicaText"}},"clones":{"type":"array","items":{"$ref":"#/definitions/CloneText"}},"limits":{"$ref":"#/definitions/VolumeLimitsText"},"hooks":{"$ref":"#/definitions/HooksText"},"verify":{"type":"array","items":{"$ref":"#/definitions/VerifyText"}}},"additionalProperties":false,"required":["source"],"definition":"VolumeText"};
const schema93 = {"type":"object","properties":{"before":{"minItems":1,"examples":[["systemctl","stop","indexer"]],"type":"array","items":{"type":"string"}},"after":{"minItems":1,"examples":[["systemctl","start","indexer"]],"type":"array","items":{"type":"string"}}},"additionalProperties":false,"definition":"HooksText"};
const schema56 = {"type":"object","discriminator":{"propertyName":"type"},"oneOf":[{"$ref":"#/definitions/LvmSourceText"},{"$ref":"#/definitions/PlainSourceText"},{"$ref":"#/definitions/ZfsSourceText"}],"definition":"SourceText"};
const schema57 = {"type":"object","properties":{"type":{"type":"string","const":"lvm"},"vg":{"type":"string"},"lv":{"type":"string"},"mount":{"$ref":"#/definitions/AbsolutePathText"},"snapshotSize":{"$ref":"#/definitions/SnapshotSizeText"}},"additionalProperties":false,"required":["lv","mount","type","vg"],"definition":"LvmSourceText"};
const schema59 = {"pattern":"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B|%ORIGIN)$","examples":["5 GiB","500 MB","10%ORIGIN"],"type":"string","definition":"SnapshotSizeText"};
const pattern25 = new RegExp("^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B|%ORIGIN)$", "u");

function validate48(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.lv === undefined) || (!(func0.call(data, "lv")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "lv"},message:"must have required property '"+"lv"+"'",schema:schema57.required,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.mount === undefined) || (!(func0.call(data, "mount")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "mount"},message:"must have required property '"+"mount"+"'",schema:schema57.required,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema57.required,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((data.vg === undefined) || (!(func0.call(data, "vg")))){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "vg"},message:"must have required property '"+"vg"+"'",schema:schema57.required,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((key0 === "type") || (key0 === "vg")) || (key0 === "lv")) || (key0 === "mount")) || (key0 === "snapshotSize"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema57.properties.type.type,parentSchema:schema57.properties.type,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("lvm" !== data0){
const err6 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "lvm"},message:"must be equal to constant",schema:"lvm",parentSchema:schema57.properties.type,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.vg !== undefined && func0.call(data, "vg")){
let data1 = data.vg;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/vg",schemaPath:"#/properties/vg/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema57.properties.vg.type,parentSchema:schema57.properties.vg,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.lv !== undefined && func0.call(data, "lv")){
let data2 = data.lv;
if(typeof data2 !== "string"){
const err8 = {instancePath:instancePath+"/lv",schemaPath:"#/properties/lv/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema57.properties.lv.type,parentSchema:schema57.properties.lv,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.mount !== undefined && func0.call(data, "mount")){
let data3 = data.mount;
if(typeof data3 === "string"){
if(!pattern0.test(data3)){
const err9 = {instancePath:instancePath+"/mount",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data3};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
else {
const err10 = {instancePath:instancePath+"/mount",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data3};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.snapshotSize !== undefined && func0.call(data, "snapshotSize")){
let data4 = data.snapshotSize;
if(typeof data4 === "string"){
if(!pattern25.test(data4)){
const err11 = {instancePath:instancePath+"/snapshotSize",schemaPath:"#/definitions/SnapshotSizeText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B|%ORIGIN)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B|%ORIGIN)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B|%ORIGIN)$",parentSchema:schema59,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/snapshotSize",schemaPath:"#/definitions/SnapshotSizeText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema59.type,parentSchema:schema59,data:data4};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema57.type,parentSchema:schema57,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate48.errors = vErrors;
return errors === 0;
}

const schema60 = {"minProperties":2,"maxProperties":2,"type":"object","properties":{"type":{"type":"string","const":"plain"},"mount":{"$ref":"#/definitions/AbsolutePathText","examples":["/boot"]},"path":{"$ref":"#/definitions/AbsolutePathText","examples":["/etc"]}},"additionalProperties":false,"required":["type"],"definition":"PlainSourceText"};

function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length > 2){
const err0 = {instancePath,schemaPath:"#/maxProperties",keyword:"maxProperties",params:{limit: 2},message:"must NOT have more than 2 properties",schema:2,parentSchema:schema60,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(Object.keys(data).length < 2){
const err1 = {instancePath,schemaPath:"#/minProperties",keyword:"minProperties",params:{limit: 2},message:"must NOT have fewer than 2 properties",schema:2,parentSchema:schema60,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema60.required,parentSchema:schema60,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((key0 === "type") || (key0 === "mount")) || (key0 === "path"))){
const err3 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema60,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema60.properties.type.type,parentSchema:schema60.properties.type,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if("plain" !== data0){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "plain"},message:"must be equal to constant",schema:"plain",parentSchema:schema60.properties.type,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.mount !== undefined && func0.call(data, "mount")){
let data1 = data.mount;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err6 = {instancePath:instancePath+"/mount",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/mount",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.path !== undefined && func0.call(data, "path")){
let data2 = data.path;
if(typeof data2 === "string"){
if(!pattern0.test(data2)){
const err8 = {instancePath:instancePath+"/path",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/path",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema60.type,parentSchema:schema60,data};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
validate49.errors = vErrors;
return errors === 0;
}

const schema63 = {"type":"object","properties":{"type":{"type":"string","const":"zfs"},"dataset":{"$ref":"#/definitions/DatasetText"},"host":{"examples":["vaco.example"],"type":"string"},"recursive":{"default":false,"type":"boolean"}},"additionalProperties":false,"required":["dataset","type"],"definition":"ZfsSourceText"};

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.dataset === undefined) || (!(func0.call(data, "dataset")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dataset"},message:"must have required property '"+"dataset"+"'",schema:schema63.required,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.type === undefined) || (!(func0.call(data, "type")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema63.required,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((key0 === "type") || (key0 === "dataset")) || (key0 === "host")) || (key0 === "recursive"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema63.properties.type.type,parentSchema:schema63.properties.type,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if("zfs" !== data0){
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/const",keyword:"const",params:{allowedValue: "zfs"},message:"must be equal to constant",schema:"zfs",parentSchema:schema63.properties.type,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.dataset !== undefined && func0.call(data, "dataset")){
let data1 = data.dataset;
if(typeof data1 !== "string"){
const err5 = {instancePath:instancePath+"/dataset",schemaPath:"#/definitions/DatasetText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.host !== undefined && func0.call(data, "host")){
let data2 = data.host;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema63.properties.host.type,parentSchema:schema63.properties.host,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.recursive !== undefined && func0.call(data, "recursive")){
let data3 = data.recursive;
if(typeof data3 !== "boolean"){
const err7 = {instancePath:instancePath+"/recursive",schemaPath:"#/properties/recursive/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema63.properties.recursive.type,parentSchema:schema63.properties.recursive,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema63.type,parentSchema:schema63,data};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
validate50.errors = vErrors;
return errors === 0;
}


function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
const tag0 = data.type;
if(typeof tag0 == "string"){
if(tag0 === "lvm"){
if(!(validate48(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
errors = vErrors.length;
}
}
else if(tag0 === "plain"){
if(!(validate49(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate49.errors : vErrors.concat(validate49.errors);
errors = vErrors.length;
}
}
else if(tag0 === "zfs"){
if(!(validate50(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
errors = vErrors.length;
}
}
else {
const err0 = {instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "type", tagValue: tag0},message:"value of tag \"type\" must be in oneOf",schema:schema56.discriminator,parentSchema:schema56,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
else {
const err1 = {instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "type", tagValue: tag0},message:"tag \"type\" must be string",schema:schema56.discriminator,parentSchema:schema56,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema56.type,parentSchema:schema56,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
validate47.errors = vErrors;
return errors === 0;
}

const schema65 = {"type":"object","properties":{"surefile":{"default":"2sure.dat.gz","type":"string"},"hash":{"default":"sha1","enum":["sha1","sha256"],"type":"string"},"xattrs":{"default":false,"type":"boolean"},"largest":{"examples":["500 GiB"],"type":"string"},"snapshot":{"default":false,"type":"boolean"},"every":{"$ref":"#/definitions/EveryText"},"scrub":{"$ref":"#/definitions/ScrubText"}},"additionalProperties":false,"definition":"IntegrityText"};
const schema67 = {"type":"object","properties":{"every":{"$ref":"#/definitions/EveryText","default":"30d"}},"additionalProperties":false,"definition":"ScrubText"};

function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(key0 === "every")){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema67,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data0 = data.every;
if(typeof data0 === "string"){
if(!pattern11.test(data0)){
const err1 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema67.type,parentSchema:schema67,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate56.errors = vErrors;
return errors === 0;
}


function validate55(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "surefile") || (key0 === "hash")) || (key0 === "xattrs")) || (key0 === "largest")) || (key0 === "snapshot")) || (key0 === "every")) || (key0 === "scrub"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema65,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.surefile !== undefined && func0.call(data, "surefile")){
let data0 = data.surefile;
if(typeof data0 !== "string"){
const err1 = {instancePath:instancePath+"/surefile",schemaPath:"#/properties/surefile/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema65.properties.surefile.type,parentSchema:schema65.properties.surefile,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.hash !== undefined && func0.call(data, "hash")){
let data1 = data.hash;
if(typeof data1 !== "string"){
const err2 = {instancePath:instancePath+"/hash",schemaPath:"#/properties/hash/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema65.properties.hash.type,parentSchema:schema65.properties.hash,data:data1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!((data1 === "sha1") || (data1 === "sha256"))){
const err3 = {instancePath:instancePath+"/hash",schemaPath:"#/properties/hash/enum",keyword:"enum",params:{allowedValues: schema65.properties.hash.enum},message:"must be equal to one of the allowed values",schema:schema65.properties.hash.enum,parentSchema:schema65.properties.hash,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.xattrs !== undefined && func0.call(data, "xattrs")){
let data2 = data.xattrs;
if(typeof data2 !== "boolean"){
const err4 = {instancePath:instancePath+"/xattrs",schemaPath:"#/properties/xattrs/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema65.properties.xattrs.type,parentSchema:schema65.properties.xattrs,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.largest !== undefined && func0.call(data, "largest")){
let data3 = data.largest;
if(typeof data3 !== "string"){
const err5 = {instancePath:instancePath+"/largest",schemaPath:"#/properties/largest/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema65.properties.largest.type,parentSchema:schema65.properties.largest,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.snapshot !== undefined && func0.call(data, "snapshot")){
let data4 = data.snapshot;
if(typeof data4 !== "boolean"){
const err6 = {instancePath:instancePath+"/snapshot",schemaPath:"#/properties/snapshot/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema65.properties.snapshot.type,parentSchema:schema65.properties.snapshot,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data5 = data.every;
if(typeof data5 === "string"){
if(!pattern11.test(data5)){
const err7 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data5};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data5};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.scrub !== undefined && func0.call(data, "scrub")){
if(!(validate56(data.scrub, {instancePath:instancePath+"/scrub",parentData:data,parentDataProperty:"scrub",rootData}))){
vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors);
errors = vErrors.length;
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema65.type,parentSchema:schema65,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate55.errors = vErrors;
return errors === 0;
}

const schema69 = {"type":"object","properties":{"every":{"$ref":"#/definitions/EveryText"},"keep":{"$ref":"#/definitions/KeepChoiceText"}},"additionalProperties":false,"definition":"SnapshotsText"};

function validate59(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((key0 === "every") || (key0 === "keep"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema69,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data0 = data.every;
if(typeof data0 === "string"){
if(!pattern11.test(data0)){
const err1 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.keep !== undefined && func0.call(data, "keep")){
if(!(validate24(data.keep, {instancePath:instancePath+"/keep",parentData:data,parentDataProperty:"keep",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
}
else {
const err3 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema69.type,parentSchema:schema69,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate59.errors = vErrors;
return errors === 0;
}

const schema71 = {"type":"object","properties":{"repository":{"type":"string"},"every":{"$ref":"#/definitions/EveryText"},"keep":{"$ref":"#/definitions/KeepChoiceText"}},"additionalProperties":false,"required":["repository"],"definition":"ArchivesText"};

function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.repository === undefined) || (!(func0.call(data, "repository")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "repository"},message:"must have required property '"+"repository"+"'",schema:schema71.required,parentSchema:schema71,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((key0 === "repository") || (key0 === "every")) || (key0 === "keep"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema71,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.repository !== undefined && func0.call(data, "repository")){
let data0 = data.repository;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/repository",schemaPath:"#/properties/repository/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema71.properties.repository.type,parentSchema:schema71.properties.repository,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data1 = data.every;
if(typeof data1 === "string"){
if(!pattern11.test(data1)){
const err3 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.keep !== undefined && func0.call(data, "keep")){
if(!(validate24(data.keep, {instancePath:instancePath+"/keep",parentData:data,parentDataProperty:"keep",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema71.type,parentSchema:schema71,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate62.errors = vErrors;
return errors === 0;
}

const schema73 = {"type":"object","if":{"type":"object","required":["path"]},"then":{"$ref":"#/definitions/DirectoryMirrorText"},"else":{"$ref":"#/definitions/DatasetMirrorText"},"definition":"MirrorText"};
const schema74 = {"type":"object","properties":{"path":{"$ref":"#/definitions/AbsolutePathText"},"mount":{"$ref":"#/definitions/AbsolutePathText","examples":["/mnt/usb"]},"disks":{"minItems":1,"examples":[["5f0ac7b0-0d6c-4d0e-9f0c-0f3f5c0f4a11","0b7e3f5c-92f5-4a51-8d3e-8d0f7a1c2b33"]],"type":"array","items":{"type":"string"}},"presence":{"default":"required","enum":["optional","required"],"type":"string"},"grace":{"$ref":"#/definitions/DurationText","examples":["7d"]},"adopt":{"default":false,"type":"boolean"},"every":{"$ref":"#/definitions/EveryText"},"compare":{"default":"times","enum":["checksum","times"],"type":"string"}},"additionalProperties":false,"required":["path"],"definition":"DirectoryMirrorText"};

function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.path === undefined) || (!(func0.call(data, "path")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'",schema:schema74.required,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "path") || (key0 === "mount")) || (key0 === "disks")) || (key0 === "presence")) || (key0 === "grace")) || (key0 === "adopt")) || (key0 === "every")) || (key0 === "compare"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.path !== undefined && func0.call(data, "path")){
let data0 = data.path;
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
const err2 = {instancePath:instancePath+"/path",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
else {
const err3 = {instancePath:instancePath+"/path",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.mount !== undefined && func0.call(data, "mount")){
let data1 = data.mount;
if(typeof data1 === "string"){
if(!pattern0.test(data1)){
const err4 = {instancePath:instancePath+"/mount",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/mount",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.disks !== undefined && func0.call(data, "disks")){
let data2 = data.disks;
if(Array.isArray(data2)){
if(data2.length < 1){
const err6 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema74.properties.disks,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
const err7 = {instancePath:instancePath+"/disks/" + i0,schemaPath:"#/properties/disks/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.disks.items.type,parentSchema:schema74.properties.disks.items,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
}
else {
const err8 = {instancePath:instancePath+"/disks",schemaPath:"#/properties/disks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema74.properties.disks.type,parentSchema:schema74.properties.disks,data:data2};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.presence !== undefined && func0.call(data, "presence")){
let data4 = data.presence;
if(typeof data4 !== "string"){
const err9 = {instancePath:instancePath+"/presence",schemaPath:"#/properties/presence/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.presence.type,parentSchema:schema74.properties.presence,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if(!((data4 === "optional") || (data4 === "required"))){
const err10 = {instancePath:instancePath+"/presence",schemaPath:"#/properties/presence/enum",keyword:"enum",params:{allowedValues: schema74.properties.presence.enum},message:"must be equal to one of the allowed values",schema:schema74.properties.presence.enum,parentSchema:schema74.properties.presence,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.grace !== undefined && func0.call(data, "grace")){
let data5 = data.grace;
if(typeof data5 === "string"){
if(!pattern1.test(data5)){
const err11 = {instancePath:instancePath+"/grace",schemaPath:"#/definitions/DurationText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+[mhdw]$"},message:"must match pattern \""+"^[0-9]+[mhdw]$"+"\"",schema:"^[0-9]+[mhdw]$",parentSchema:schema17,data:data5};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/grace",schemaPath:"#/definitions/DurationText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.type,parentSchema:schema17,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.adopt !== undefined && func0.call(data, "adopt")){
let data6 = data.adopt;
if(typeof data6 !== "boolean"){
const err13 = {instancePath:instancePath+"/adopt",schemaPath:"#/properties/adopt/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema74.properties.adopt.type,parentSchema:schema74.properties.adopt,data:data6};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data7 = data.every;
if(typeof data7 === "string"){
if(!pattern11.test(data7)){
const err14 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data7};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
else {
const err15 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data7};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data.compare !== undefined && func0.call(data, "compare")){
let data8 = data.compare;
if(typeof data8 !== "string"){
const err16 = {instancePath:instancePath+"/compare",schemaPath:"#/properties/compare/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema74.properties.compare.type,parentSchema:schema74.properties.compare,data:data8};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!((data8 === "checksum") || (data8 === "times"))){
const err17 = {instancePath:instancePath+"/compare",schemaPath:"#/properties/compare/enum",keyword:"enum",params:{allowedValues: schema74.properties.compare.enum},message:"must be equal to one of the allowed values",schema:schema74.properties.compare.enum,parentSchema:schema74.properties.compare,data:data8};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema74.type,parentSchema:schema74,data};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
validate66.errors = vErrors;
return errors === 0;
}

const schema79 = {"type":"object","properties":{"dataset":{"$ref":"#/definitions/DatasetText"},"every":{"$ref":"#/definitions/EveryText"},"keep":{"$ref":"#/definitions/KeepChoiceText"},"compare":{"default":"times","enum":["checksum","times"],"type":"string"},"archives":{"type":"array","items":{"$ref":"#/definitions/ArchivesText"}},"replicas":{"type":"array","items":{"$ref":"#/definitions/ReplicaText"}}},"additionalProperties":false,"required":["dataset"],"definition":"DatasetMirrorText"};
const schema82 = {"type":"object","properties":{"dataset":{"$ref":"#/definitions/DatasetText"},"host":{"examples":["vaco.example"],"type":"string"},"every":{"$ref":"#/definitions/EveryText"},"keep":{"$ref":"#/definitions/KeepChoiceText"},"intermediates":{"default":false,"type":"boolean"},"rateLimit":{"$ref":"#/definitions/RateText","examples":["10 MiB/s"]},"compression":{"const":"zstd","type":"string"},"buffer":{"$ref":"#/definitions/FileSizeText","examples":["256 MiB"]}},"additionalProperties":false,"required":["dataset"],"definition":"ReplicaText"};

function validate71(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.dataset === undefined) || (!(func0.call(data, "dataset")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dataset"},message:"must have required property '"+"dataset"+"'",schema:schema82.required,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "dataset") || (key0 === "host")) || (key0 === "every")) || (key0 === "keep")) || (key0 === "intermediates")) || (key0 === "rateLimit")) || (key0 === "compression")) || (key0 === "buffer"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.dataset !== undefined && func0.call(data, "dataset")){
let data0 = data.dataset;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/dataset",schemaPath:"#/definitions/DatasetText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.host !== undefined && func0.call(data, "host")){
let data1 = data.host;
if(typeof data1 !== "string"){
const err3 = {instancePath:instancePath+"/host",schemaPath:"#/properties/host/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema82.properties.host.type,parentSchema:schema82.properties.host,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data2 = data.every;
if(typeof data2 === "string"){
if(!pattern11.test(data2)){
const err4 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data2};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.keep !== undefined && func0.call(data, "keep")){
if(!(validate24(data.keep, {instancePath:instancePath+"/keep",parentData:data,parentDataProperty:"keep",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.intermediates !== undefined && func0.call(data, "intermediates")){
let data4 = data.intermediates;
if(typeof data4 !== "boolean"){
const err6 = {instancePath:instancePath+"/intermediates",schemaPath:"#/properties/intermediates/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema82.properties.intermediates.type,parentSchema:schema82.properties.intermediates,data:data4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.rateLimit !== undefined && func0.call(data, "rateLimit")){
let data5 = data.rateLimit;
if(typeof data5 === "string"){
if(!pattern13.test(data5)){
const err7 = {instancePath:instancePath+"/rateLimit",schemaPath:"#/definitions/RateText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$"+"\"",schema:"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)/s$",parentSchema:schema40,data:data5};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
else {
const err8 = {instancePath:instancePath+"/rateLimit",schemaPath:"#/definitions/RateText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema40.type,parentSchema:schema40,data:data5};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.compression !== undefined && func0.call(data, "compression")){
let data6 = data.compression;
if(typeof data6 !== "string"){
const err9 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema82.properties.compression.type,parentSchema:schema82.properties.compression,data:data6};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if("zstd" !== data6){
const err10 = {instancePath:instancePath+"/compression",schemaPath:"#/properties/compression/const",keyword:"const",params:{allowedValue: "zstd"},message:"must be equal to constant",schema:"zstd",parentSchema:schema82.properties.compression,data:data6};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.buffer !== undefined && func0.call(data, "buffer")){
let data7 = data.buffer;
if(typeof data7 === "string"){
if(!pattern3.test(data7)){
const err11 = {instancePath:instancePath+"/buffer",schemaPath:"#/definitions/FileSizeText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)$"+"\"",schema:"^[0-9]+(\\.[0-9]+)? ?([KMGTP]i?B|B)$",parentSchema:schema19,data:data7};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
else {
const err12 = {instancePath:instancePath+"/buffer",schemaPath:"#/definitions/FileSizeText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.type,parentSchema:schema19,data:data7};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema82.type,parentSchema:schema82,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate71.errors = vErrors;
return errors === 0;
}


function validate68(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.dataset === undefined) || (!(func0.call(data, "dataset")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dataset"},message:"must have required property '"+"dataset"+"'",schema:schema79.required,parentSchema:schema79,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((key0 === "dataset") || (key0 === "every")) || (key0 === "keep")) || (key0 === "compare")) || (key0 === "archives")) || (key0 === "replicas"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema79,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.dataset !== undefined && func0.call(data, "dataset")){
let data0 = data.dataset;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/dataset",schemaPath:"#/definitions/DatasetText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data1 = data.every;
if(typeof data1 === "string"){
if(!pattern11.test(data1)){
const err3 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.keep !== undefined && func0.call(data, "keep")){
if(!(validate24(data.keep, {instancePath:instancePath+"/keep",parentData:data,parentDataProperty:"keep",rootData}))){
vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
errors = vErrors.length;
}
}
if(data.compare !== undefined && func0.call(data, "compare")){
let data3 = data.compare;
if(typeof data3 !== "string"){
const err5 = {instancePath:instancePath+"/compare",schemaPath:"#/properties/compare/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema79.properties.compare.type,parentSchema:schema79.properties.compare,data:data3};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!((data3 === "checksum") || (data3 === "times"))){
const err6 = {instancePath:instancePath+"/compare",schemaPath:"#/properties/compare/enum",keyword:"enum",params:{allowedValues: schema79.properties.compare.enum},message:"must be equal to one of the allowed values",schema:schema79.properties.compare.enum,parentSchema:schema79.properties.compare,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.archives !== undefined && func0.call(data, "archives")){
let data4 = data.archives;
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
if(!(validate62(data4[i0], {instancePath:instancePath+"/archives/" + i0,parentData:data4,parentDataProperty:i0,rootData}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
}
else {
const err7 = {instancePath:instancePath+"/archives",schemaPath:"#/properties/archives/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema79.properties.archives.type,parentSchema:schema79.properties.archives,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.replicas !== undefined && func0.call(data, "replicas")){
let data6 = data.replicas;
if(Array.isArray(data6)){
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
if(!(validate71(data6[i1], {instancePath:instancePath+"/replicas/" + i1,parentData:data6,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate71.errors : vErrors.concat(validate71.errors);
errors = vErrors.length;
}
}
}
else {
const err8 = {instancePath:instancePath+"/replicas",schemaPath:"#/properties/replicas/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema79.properties.replicas.type,parentSchema:schema79.properties.replicas,data:data6};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema79.type,parentSchema:schema79,data};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
validate68.errors = vErrors;
return errors === 0;
}


function validate65(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(data && typeof data == "object" && !Array.isArray(data))){
const err0 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema73.type,parentSchema:schema73,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
const _errs1 = errors;
let valid0 = true;
const _errs2 = errors;
if(errors === _errs2){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.path === undefined) || (!(func0.call(data, "path")))) && (missing0 = "path")){
const err1 = {};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs2 === errors;
errors = _errs1;
if(vErrors !== null){
if(_errs1){
vErrors.length = _errs1;
}
else {
vErrors = null;
}
}
let ifClause0;
if(_valid0){
const _errs4 = errors;
if(!(validate66(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate66.errors : vErrors.concat(validate66.errors);
errors = vErrors.length;
}
var _valid0 = _errs4 === errors;
valid0 = _valid0;
ifClause0 = "then";
}
else {
const _errs5 = errors;
if(!(validate68(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = vErrors === null ? validate68.errors : vErrors.concat(validate68.errors);
errors = vErrors.length;
}
var _valid0 = _errs5 === errors;
valid0 = _valid0;
ifClause0 = "else";
}
if(!valid0){
const err3 = {instancePath,schemaPath:"#/if",keyword:"if",params:{failingKeyword: ifClause0},message:"must match \""+ifClause0+"\" schema",schema:schema73.if,parentSchema:schema73,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
validate65.errors = vErrors;
return errors === 0;
}

const schema87 = {"type":"object","properties":{"dataset":{"$ref":"#/definitions/DatasetText"},"every":{"$ref":"#/definitions/EveryText"},"renew":{"default":"ask","enum":["ask","discard"],"type":"string"}},"additionalProperties":false,"required":["dataset"],"definition":"CloneText"};

function validate77(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.dataset === undefined) || (!(func0.call(data, "dataset")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "dataset"},message:"must have required property '"+"dataset"+"'",schema:schema87.required,parentSchema:schema87,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((key0 === "dataset") || (key0 === "every")) || (key0 === "renew"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema87,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.dataset !== undefined && func0.call(data, "dataset")){
let data0 = data.dataset;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/dataset",schemaPath:"#/definitions/DatasetText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data1 = data.every;
if(typeof data1 === "string"){
if(!pattern11.test(data1)){
const err3 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.renew !== undefined && func0.call(data, "renew")){
let data2 = data.renew;
if(typeof data2 !== "string"){
const err5 = {instancePath:instancePath+"/renew",schemaPath:"#/properties/renew/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema87.properties.renew.type,parentSchema:schema87.properties.renew,data:data2};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(!((data2 === "ask") || (data2 === "discard"))){
const err6 = {instancePath:instancePath+"/renew",schemaPath:"#/properties/renew/enum",keyword:"enum",params:{allowedValues: schema87.properties.renew.enum},message:"must be equal to one of the allowed values",schema:schema87.properties.renew.enum,parentSchema:schema87.properties.renew,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema87.type,parentSchema:schema87,data};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
validate77.errors = vErrors;
return errors === 0;
}

const schema90 = {"type":"object","properties":{"destroy":{"$ref":"#/definitions/PercentText","examples":["50%"]},"shrink":{"$ref":"#/definitions/PercentText","examples":["50%"]}},"additionalProperties":false,"definition":"VolumeLimitsText"};

function validate79(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((key0 === "destroy") || (key0 === "shrink"))){
const err0 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema90,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
if(data.destroy !== undefined && func0.call(data, "destroy")){
let data0 = data.destroy;
if(typeof data0 === "string"){
if(!pattern4.test(data0)){
const err1 = {instancePath:instancePath+"/destroy",schemaPath:"#/definitions/PercentText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?%$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?%$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?%$",parentSchema:schema20,data:data0};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
else {
const err2 = {instancePath:instancePath+"/destroy",schemaPath:"#/definitions/PercentText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.type,parentSchema:schema20,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.shrink !== undefined && func0.call(data, "shrink")){
let data1 = data.shrink;
if(typeof data1 === "string"){
if(!pattern4.test(data1)){
const err3 = {instancePath:instancePath+"/shrink",schemaPath:"#/definitions/PercentText/pattern",keyword:"pattern",params:{pattern: "^[0-9]+(\\.[0-9]+)?%$"},message:"must match pattern \""+"^[0-9]+(\\.[0-9]+)?%$"+"\"",schema:"^[0-9]+(\\.[0-9]+)?%$",parentSchema:schema20,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/shrink",schemaPath:"#/definitions/PercentText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.type,parentSchema:schema20,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
}
else {
const err5 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema90.type,parentSchema:schema90,data};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
validate79.errors = vErrors;
return errors === 0;
}

const schema94 = {"type":"object","properties":{"every":{"$ref":"#/definitions/EveryText"},"from":{"type":"string"},"scratch":{"examples":["/srv/scratch"],"type":"string"},"sample":{"examples":["2%","10 GiB"],"type":"string"},"command":{"minItems":1,"examples":[["sqlite3","-readonly","mail.db","pragma integrity_check"]],"type":"array","items":{"type":"string"}},"user":{"examples":["postgres"],"type":"string"},"timeout":{"default":"30m","examples":["2h"],"type":"string"}},"additionalProperties":false,"required":["every","from"],"definition":"VerifyText"};

function validate81(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.every === undefined) || (!(func0.call(data, "every")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "every"},message:"must have required property '"+"every"+"'",schema:schema94.required,parentSchema:schema94,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.from === undefined) || (!(func0.call(data, "from")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema94.required,parentSchema:schema94,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "every") || (key0 === "from")) || (key0 === "scratch")) || (key0 === "sample")) || (key0 === "command")) || (key0 === "user")) || (key0 === "timeout"))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema94,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.every !== undefined && func0.call(data, "every")){
let data0 = data.every;
if(typeof data0 === "string"){
if(!pattern11.test(data0)){
const err3 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/pattern",keyword:"pattern",params:{pattern: "^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"},message:"must match pattern \""+"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$"+"\"",schema:"^(hourly|daily|weekly|monthly|yearly|[0-9]+[mhdw])$",parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
else {
const err4 = {instancePath:instancePath+"/every",schemaPath:"#/definitions/EveryText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.from !== undefined && func0.call(data, "from")){
let data1 = data.from;
if(typeof data1 !== "string"){
const err5 = {instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema94.properties.from.type,parentSchema:schema94.properties.from,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.scratch !== undefined && func0.call(data, "scratch")){
let data2 = data.scratch;
if(typeof data2 !== "string"){
const err6 = {instancePath:instancePath+"/scratch",schemaPath:"#/properties/scratch/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema94.properties.scratch.type,parentSchema:schema94.properties.scratch,data:data2};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.sample !== undefined && func0.call(data, "sample")){
let data3 = data.sample;
if(typeof data3 !== "string"){
const err7 = {instancePath:instancePath+"/sample",schemaPath:"#/properties/sample/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema94.properties.sample.type,parentSchema:schema94.properties.sample,data:data3};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.command !== undefined && func0.call(data, "command")){
let data4 = data.command;
if(Array.isArray(data4)){
if(data4.length < 1){
const err8 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema94.properties.command,data:data4};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(typeof data5 !== "string"){
const err9 = {instancePath:instancePath+"/command/" + i0,schemaPath:"#/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema94.properties.command.items.type,parentSchema:schema94.properties.command.items,data:data5};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema94.properties.command.type,parentSchema:schema94.properties.command,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.user !== undefined && func0.call(data, "user")){
let data6 = data.user;
if(typeof data6 !== "string"){
const err11 = {instancePath:instancePath+"/user",schemaPath:"#/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema94.properties.user.type,parentSchema:schema94.properties.user,data:data6};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.timeout !== undefined && func0.call(data, "timeout")){
let data7 = data.timeout;
if(typeof data7 !== "string"){
const err12 = {instancePath:instancePath+"/timeout",schemaPath:"#/properties/timeout/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema94.properties.timeout.type,parentSchema:schema94.properties.timeout,data:data7};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema94.type,parentSchema:schema94,data};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
validate81.errors = vErrors;
return errors === 0;
}


function validate46(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.source === undefined) || (!(func0.call(data, "source")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "source"},message:"must have required property '"+"source"+"'",schema:schema55.required,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema55.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.source !== undefined && func0.call(data, "source")){
if(!(validate47(data.source, {instancePath:instancePath+"/source",parentData:data,parentDataProperty:"source",rootData}))){
vErrors = vErrors === null ? validate47.errors : vErrors.concat(validate47.errors);
errors = vErrors.length;
}
}
if(data.exclude !== undefined && func0.call(data, "exclude")){
let data1 = data.exclude;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 !== "string"){
const err2 = {instancePath:instancePath+"/exclude/" + i0,schemaPath:"#/properties/exclude/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema55.properties.exclude.items.type,parentSchema:schema55.properties.exclude.items,data:data2};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
}
else {
const err3 = {instancePath:instancePath+"/exclude",schemaPath:"#/properties/exclude/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema55.properties.exclude.type,parentSchema:schema55.properties.exclude,data:data1};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.excludeCaches !== undefined && func0.call(data, "excludeCaches")){
let data3 = data.excludeCaches;
if(typeof data3 !== "boolean"){
const err4 = {instancePath:instancePath+"/excludeCaches",schemaPath:"#/properties/excludeCaches/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema55.properties.excludeCaches.type,parentSchema:schema55.properties.excludeCaches,data:data3};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.integrity !== undefined && func0.call(data, "integrity")){
let data4 = data.integrity;
if((typeof data4 !== "boolean") && (!(data4 && typeof data4 == "object" && !Array.isArray(data4)))){
const err5 = {instancePath:instancePath+"/integrity",schemaPath:"#/properties/integrity/type",keyword:"type",params:{type: schema55.properties.integrity.type},message:"must be boolean,object",schema:schema55.properties.integrity.type,parentSchema:schema55.properties.integrity,data:data4};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
const _errs11 = errors;
let valid3 = true;
const _errs12 = errors;
if(!(data4 && typeof data4 == "object" && !Array.isArray(data4))){
const err6 = {};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
var _valid0 = _errs12 === errors;
errors = _errs11;
if(vErrors !== null){
if(_errs11){
vErrors.length = _errs11;
}
else {
vErrors = null;
}
}
if(_valid0){
const _errs14 = errors;
if(!(validate55(data4, {instancePath:instancePath+"/integrity",parentData:data,parentDataProperty:"integrity",rootData}))){
vErrors = vErrors === null ? validate55.errors : vErrors.concat(validate55.errors);
errors = vErrors.length;
}
var _valid0 = _errs14 === errors;
valid3 = _valid0;
}
if(!valid3){
const err7 = {instancePath:instancePath+"/integrity",schemaPath:"#/properties/integrity/if",keyword:"if",params:{failingKeyword: "then"},message:"must match \"then\" schema",schema:schema55.properties.integrity.if,parentSchema:schema55.properties.integrity,data:data4};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.machineRecord !== undefined && func0.call(data, "machineRecord")){
let data5 = data.machineRecord;
if(typeof data5 !== "boolean"){
const err8 = {instancePath:instancePath+"/machineRecord",schemaPath:"#/properties/machineRecord/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema55.properties.machineRecord.type,parentSchema:schema55.properties.machineRecord,data:data5};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.snapshots !== undefined && func0.call(data, "snapshots")){
if(!(validate59(data.snapshots, {instancePath:instancePath+"/snapshots",parentData:data,parentDataProperty:"snapshots",rootData}))){
vErrors = vErrors === null ? validate59.errors : vErrors.concat(validate59.errors);
errors = vErrors.length;
}
}
if(data.archives !== undefined && func0.call(data, "archives")){
let data7 = data.archives;
if(Array.isArray(data7)){
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
if(!(validate62(data7[i1], {instancePath:instancePath+"/archives/" + i1,parentData:data7,parentDataProperty:i1,rootData}))){
vErrors = vErrors === null ? validate62.errors : vErrors.concat(validate62.errors);
errors = vErrors.length;
}
}
}
else {
const err9 = {instancePath:instancePath+"/archives",schemaPath:"#/properties/archives/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema55.properties.archives.type,parentSchema:schema55.properties.archives,data:data7};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.mirrors !== undefined && func0.call(data, "mirrors")){
let data9 = data.mirrors;
if(Array.isArray(data9)){
const len2 = data9.length;
for(let i2=0; i2<len2; i2++){
if(!(validate65(data9[i2], {instancePath:instancePath+"/mirrors/" + i2,parentData:data9,parentDataProperty:i2,rootData}))){
vErrors = vErrors === null ? validate65.errors : vErrors.concat(validate65.errors);
errors = vErrors.length;
}
}
}
else {
const err10 = {instancePath:instancePath+"/mirrors",schemaPath:"#/properties/mirrors/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema55.properties.mirrors.type,parentSchema:schema55.properties.mirrors,data:data9};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.replicas !== undefined && func0.call(data, "replicas")){
let data11 = data.replicas;
if(Array.isArray(data11)){
const len3 = data11.length;
for(let i3=0; i3<len3; i3++){
if(!(validate71(data11[i3], {instancePath:instancePath+"/replicas/" + i3,parentData:data11,parentDataProperty:i3,rootData}))){
vErrors = vErrors === null ? validate71.errors : vErrors.concat(validate71.errors);
errors = vErrors.length;
}
}
}
else {
const err11 = {instancePath:instancePath+"/replicas",schemaPath:"#/properties/replicas/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema55.properties.replicas.type,parentSchema:schema55.properties.replicas,data:data11};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.clones !== undefined && func0.call(data, "clones")){
let data13 = data.clones;
if(Array.isArray(data13)){
const len4 = data13.length;
for(let i4=0; i4<len4; i4++){
if(!(validate77(data13[i4], {instancePath:instancePath+"/clones/" + i4,parentData:data13,parentDataProperty:i4,rootData}))){
vErrors = vErrors === null ? validate77.errors : vErrors.concat(validate77.errors);
errors = vErrors.length;
}
}
}
else {
const err12 = {instancePath:instancePath+"/clones",schemaPath:"#/properties/clones/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema55.properties.clones.type,parentSchema:schema55.properties.clones,data:data13};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.limits !== undefined && func0.call(data, "limits")){
if(!(validate79(data.limits, {instancePath:instancePath+"/limits",parentData:data,parentDataProperty:"limits",rootData}))){
vErrors = vErrors === null ? validate79.errors : vErrors.concat(validate79.errors);
errors = vErrors.length;
}
}
if(data.hooks !== undefined && func0.call(data, "hooks")){
let data16 = data.hooks;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key1 of Object.keys(data16)){
if(!((key1 === "before") || (key1 === "after"))){
const err13 = {instancePath:instancePath+"/hooks",schemaPath:"#/definitions/HooksText/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema93,data:data16};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data16.before !== undefined && func0.call(data16, "before")){
let data17 = data16.before;
if(Array.isArray(data17)){
if(data17.length < 1){
const err14 = {instancePath:instancePath+"/hooks/before",schemaPath:"#/definitions/HooksText/properties/before/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema93.properties.before,data:data17};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
const len5 = data17.length;
for(let i5=0; i5<len5; i5++){
let data18 = data17[i5];
if(typeof data18 !== "string"){
const err15 = {instancePath:instancePath+"/hooks/before/" + i5,schemaPath:"#/definitions/HooksText/properties/before/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema93.properties.before.items.type,parentSchema:schema93.properties.before.items,data:data18};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/hooks/before",schemaPath:"#/definitions/HooksText/properties/before/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema93.properties.before.type,parentSchema:schema93.properties.before,data:data17};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data16.after !== undefined && func0.call(data16, "after")){
let data19 = data16.after;
if(Array.isArray(data19)){
if(data19.length < 1){
const err17 = {instancePath:instancePath+"/hooks/after",schemaPath:"#/definitions/HooksText/properties/after/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema93.properties.after,data:data19};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
const len6 = data19.length;
for(let i6=0; i6<len6; i6++){
let data20 = data19[i6];
if(typeof data20 !== "string"){
const err18 = {instancePath:instancePath+"/hooks/after/" + i6,schemaPath:"#/definitions/HooksText/properties/after/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema93.properties.after.items.type,parentSchema:schema93.properties.after.items,data:data20};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/hooks/after",schemaPath:"#/definitions/HooksText/properties/after/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema93.properties.after.type,parentSchema:schema93.properties.after,data:data19};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/hooks",schemaPath:"#/definitions/HooksText/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema93.type,parentSchema:schema93,data:data16};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.verify !== undefined && func0.call(data, "verify")){
let data21 = data.verify;
if(Array.isArray(data21)){
const len7 = data21.length;
for(let i7=0; i7<len7; i7++){
if(!(validate81(data21[i7], {instancePath:instancePath+"/verify/" + i7,parentData:data21,parentDataProperty:i7,rootData}))){
vErrors = vErrors === null ? validate81.errors : vErrors.concat(validate81.errors);
errors = vErrors.length;
}
}
}
else {
const err21 = {instancePath:instancePath+"/verify",schemaPath:"#/properties/verify/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema55.properties.verify.type,parentSchema:schema55.properties.verify,data:data21};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
}
else {
const err22 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema55.type,parentSchema:schema55,data};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
validate46.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.version === undefined) || (!(func0.call(data, "version")))){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"},message:"must have required property '"+"version"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if((data.volumes === undefined) || (!(func0.call(data, "volumes")))){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "volumes"},message:"must have required property '"+"volumes"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema11.properties, key0))){
const err2 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
if(data.$schema !== undefined && func0.call(data, "$schema")){
let data0 = data.$schema;
if(typeof data0 !== "string"){
const err3 = {instancePath:instancePath+"/$schema",schemaPath:"#/properties/%24schema/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.$schema.type,parentSchema:schema11.properties.$schema,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data1 = data.version;
if(!((typeof data1 == "number") && (isFinite(data1)))){
const err4 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "number"},message:"must be number",schema:schema11.properties.version.type,parentSchema:schema11.properties.version,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(1 !== data1){
const err5 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/const",keyword:"const",params:{allowedValue: 1},message:"must be equal to constant",schema:1,parentSchema:schema11.properties.version,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.include !== undefined && func0.call(data, "include")){
let data2 = data.include;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
const err6 = {instancePath:instancePath+"/include/" + i0,schemaPath:"#/properties/include/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.include.items.type,parentSchema:schema11.properties.include.items,data:data3};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
else {
const err7 = {instancePath:instancePath+"/include",schemaPath:"#/properties/include/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.include.type,parentSchema:schema11.properties.include,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data.hosts !== undefined && func0.call(data, "hosts")){
let data4 = data.hosts;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
let data5 = data4[key1];
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
}
else {
const err8 = {instancePath:instancePath+"/hosts/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/OverrideText/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema12.type,parentSchema:schema12,data:data5};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
}
else {
const err9 = {instancePath:instancePath+"/hosts",schemaPath:"#/properties/hosts/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.hosts.type,parentSchema:schema11.properties.hosts,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data.id !== undefined && func0.call(data, "id")){
let data6 = data.id;
if(typeof data6 !== "string"){
const err10 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.id.type,parentSchema:schema11.properties.id,data:data6};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data.machine !== undefined && func0.call(data, "machine")){
let data7 = data.machine;
if(typeof data7 !== "string"){
const err11 = {instancePath:instancePath+"/machine",schemaPath:"#/properties/machine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.machine.type,parentSchema:schema11.properties.machine,data:data7};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
if(data.formerIds !== undefined && func0.call(data, "formerIds")){
let data8 = data.formerIds;
if(Array.isArray(data8)){
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
let data9 = data8[i1];
if(typeof data9 !== "string"){
const err12 = {instancePath:instancePath+"/formerIds/" + i1,schemaPath:"#/properties/formerIds/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.formerIds.items.type,parentSchema:schema11.properties.formerIds.items,data:data9};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
else {
const err13 = {instancePath:instancePath+"/formerIds",schemaPath:"#/properties/formerIds/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.formerIds.type,parentSchema:schema11.properties.formerIds,data:data8};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data.moved !== undefined && func0.call(data, "moved")){
let data10 = data.moved;
if(Array.isArray(data10)){
const len2 = data10.length;
for(let i2=0; i2<len2; i2++){
let data11 = data10[i2];
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if((data11.from === undefined) || (!(func0.call(data11, "from")))){
const err14 = {instancePath:instancePath+"/moved/" + i2,schemaPath:"#/definitions/MovedText/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema13.required,parentSchema:schema13,data:data11};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
if((data11.to === undefined) || (!(func0.call(data11, "to")))){
const err15 = {instancePath:instancePath+"/moved/" + i2,schemaPath:"#/definitions/MovedText/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema13.required,parentSchema:schema13,data:data11};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
for(const key2 of Object.keys(data11)){
if(!((key2 === "from") || (key2 === "to"))){
const err16 = {instancePath:instancePath+"/moved/" + i2,schemaPath:"#/definitions/MovedText/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema13,data:data11};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data11.from !== undefined && func0.call(data11, "from")){
let data12 = data11.from;
if(typeof data12 !== "string"){
const err17 = {instancePath:instancePath+"/moved/" + i2+"/from",schemaPath:"#/definitions/MovedText/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.from.type,parentSchema:schema13.properties.from,data:data12};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data11.to !== undefined && func0.call(data11, "to")){
let data13 = data11.to;
if(typeof data13 !== "string"){
const err18 = {instancePath:instancePath+"/moved/" + i2+"/to",schemaPath:"#/definitions/MovedText/properties/to/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.to.type,parentSchema:schema13.properties.to,data:data13};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/moved/" + i2,schemaPath:"#/definitions/MovedText/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data:data11};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/moved",schemaPath:"#/properties/moved/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.moved.type,parentSchema:schema11.properties.moved,data:data10};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.takenOver !== undefined && func0.call(data, "takenOver")){
let data14 = data.takenOver;
if(Array.isArray(data14)){
const len3 = data14.length;
for(let i3=0; i3<len3; i3++){
let data15 = data14[i3];
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if((data15.machine === undefined) || (!(func0.call(data15, "machine")))){
const err21 = {instancePath:instancePath+"/takenOver/" + i3,schemaPath:"#/definitions/TakenOverText/required",keyword:"required",params:{missingProperty: "machine"},message:"must have required property '"+"machine"+"'",schema:schema14.required,parentSchema:schema14,data:data15};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key3 of Object.keys(data15)){
if(!((key3 === "address") || (key3 === "machine"))){
const err22 = {instancePath:instancePath+"/takenOver/" + i3,schemaPath:"#/definitions/TakenOverText/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema14,data:data15};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data15.address !== undefined && func0.call(data15, "address")){
let data16 = data15.address;
if(typeof data16 !== "string"){
const err23 = {instancePath:instancePath+"/takenOver/" + i3+"/address",schemaPath:"#/definitions/TakenOverText/properties/address/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.address.type,parentSchema:schema14.properties.address,data:data16};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data15.machine !== undefined && func0.call(data15, "machine")){
let data17 = data15.machine;
if(typeof data17 !== "string"){
const err24 = {instancePath:instancePath+"/takenOver/" + i3+"/machine",schemaPath:"#/definitions/TakenOverText/properties/machine/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema14.properties.machine.type,parentSchema:schema14.properties.machine,data:data17};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
}
else {
const err25 = {instancePath:instancePath+"/takenOver/" + i3,schemaPath:"#/definitions/TakenOverText/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema14.type,parentSchema:schema14,data:data15};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
}
else {
const err26 = {instancePath:instancePath+"/takenOver",schemaPath:"#/properties/takenOver/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.takenOver.type,parentSchema:schema11.properties.takenOver,data:data14};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.timezone !== undefined && func0.call(data, "timezone")){
let data18 = data.timezone;
if(typeof data18 !== "string"){
const err27 = {instancePath:instancePath+"/timezone",schemaPath:"#/properties/timezone/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.timezone.type,parentSchema:schema11.properties.timezone,data:data18};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data.stateDir !== undefined && func0.call(data, "stateDir")){
let data19 = data.stateDir;
if(typeof data19 === "string"){
if(!pattern0.test(data19)){
const err28 = {instancePath:instancePath+"/stateDir",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data19};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
else {
const err29 = {instancePath:instancePath+"/stateDir",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data19};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
if(data.privilege !== undefined && func0.call(data, "privilege")){
let data20 = data.privilege;
if(typeof data20 !== "string"){
const err30 = {instancePath:instancePath+"/privilege",schemaPath:"#/properties/privilege/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.privilege.type,parentSchema:schema11.properties.privilege,data:data20};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(!((data20 === "none") || (data20 === "sudo"))){
const err31 = {instancePath:instancePath+"/privilege",schemaPath:"#/properties/privilege/enum",keyword:"enum",params:{allowedValues: schema11.properties.privilege.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.privilege.enum,parentSchema:schema11.properties.privilege,data:data20};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data.limits !== undefined && func0.call(data, "limits")){
if(!(validate11(data.limits, {instancePath:instancePath+"/limits",parentData:data,parentDataProperty:"limits",rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
if(data.notify !== undefined && func0.call(data, "notify")){
if(!(validate13(data.notify, {instancePath:instancePath+"/notify",parentData:data,parentDataProperty:"notify",rootData}))){
vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors);
errors = vErrors.length;
}
}
if(data.metrics !== undefined && func0.call(data, "metrics")){
let data23 = data.metrics;
if(typeof data23 === "string"){
if(!pattern0.test(data23)){
const err32 = {instancePath:instancePath+"/metrics",schemaPath:"#/definitions/AbsolutePathText/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema15,data:data23};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/metrics",schemaPath:"#/definitions/AbsolutePathText/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.type,parentSchema:schema15,data:data23};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data.scratch !== undefined && func0.call(data, "scratch")){
if(!(validate19(data.scratch, {instancePath:instancePath+"/scratch",parentData:data,parentDataProperty:"scratch",rootData}))){
vErrors = vErrors === null ? validate19.errors : vErrors.concat(validate19.errors);
errors = vErrors.length;
}
}
if(data.ssh !== undefined && func0.call(data, "ssh")){
let data25 = data.ssh;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key4 of Object.keys(data25)){
if(!(validate21(data25[key4], {instancePath:instancePath+"/ssh/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data25,parentDataProperty:key4,rootData}))){
vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
errors = vErrors.length;
}
}
}
else {
const err34 = {instancePath:instancePath+"/ssh",schemaPath:"#/properties/ssh/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.ssh.type,parentSchema:schema11.properties.ssh,data:data25};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.serve !== undefined && func0.call(data, "serve")){
let data27 = data.serve;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key5 of Object.keys(data27)){
if(!(validate23(data27[key5], {instancePath:instancePath+"/serve/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data27,parentDataProperty:key5,rootData}))){
vErrors = vErrors === null ? validate23.errors : vErrors.concat(validate23.errors);
errors = vErrors.length;
}
}
}
else {
const err35 = {instancePath:instancePath+"/serve",schemaPath:"#/properties/serve/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.serve.type,parentSchema:schema11.properties.serve,data:data27};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data.policies !== undefined && func0.call(data, "policies")){
let data29 = data.policies;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
for(const key6 of Object.keys(data29)){
if(!(validate25(data29[key6], {instancePath:instancePath+"/policies/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data29,parentDataProperty:key6,rootData}))){
vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors);
errors = vErrors.length;
}
}
}
else {
const err36 = {instancePath:instancePath+"/policies",schemaPath:"#/properties/policies/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.policies.type,parentSchema:schema11.properties.policies,data:data29};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.repositories !== undefined && func0.call(data, "repositories")){
let data31 = data.repositories;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
for(const key7 of Object.keys(data31)){
if(!(validate30(data31[key7], {instancePath:instancePath+"/repositories/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data31,parentDataProperty:key7,rootData}))){
vErrors = vErrors === null ? validate30.errors : vErrors.concat(validate30.errors);
errors = vErrors.length;
}
}
}
else {
const err37 = {instancePath:instancePath+"/repositories",schemaPath:"#/properties/repositories/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.repositories.type,parentSchema:schema11.properties.repositories,data:data31};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.adopted !== undefined && func0.call(data, "adopted")){
let data33 = data.adopted;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
for(const key8 of Object.keys(data33)){
let data34 = data33[key8];
if(Array.isArray(data34)){
const len4 = data34.length;
for(let i4=0; i4<len4; i4++){
let data35 = data34[i4];
if(data35 && typeof data35 == "object" && !Array.isArray(data35)){
for(const key9 of Object.keys(data35)){
if(!((key9 === "id") || (key9 === "names"))){
const err38 = {instancePath:instancePath+"/adopted/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i4,schemaPath:"#/definitions/AdoptedText/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema53,data:data35};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data35.id !== undefined && func0.call(data35, "id")){
let data36 = data35.id;
if(typeof data36 !== "string"){
const err39 = {instancePath:instancePath+"/adopted/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i4+"/id",schemaPath:"#/definitions/AdoptedText/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema53.properties.id.type,parentSchema:schema53.properties.id,data:data36};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data35.names !== undefined && func0.call(data35, "names")){
let data37 = data35.names;
if(typeof data37 !== "string"){
const err40 = {instancePath:instancePath+"/adopted/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i4+"/names",schemaPath:"#/definitions/AdoptedText/properties/names/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema53.properties.names.type,parentSchema:schema53.properties.names,data:data37};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
}
else {
const err41 = {instancePath:instancePath+"/adopted/" + key8.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i4,schemaPath:"#/definitions/AdoptedText/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema53.type,parentSchema:schema53,data:data35};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/adopted/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/adopted/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.adopted.additionalProperties.type,parentSchema:schema11.properties.adopted.additionalProperties,data:data34};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/adopted",schemaPath:"#/properties/adopted/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.adopted.type,parentSchema:schema11.properties.adopted,data:data33};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data.pinned !== undefined && func0.call(data, "pinned")){
let data38 = data.pinned;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
for(const key10 of Object.keys(data38)){
let data39 = data38[key10];
if(Array.isArray(data39)){
const len5 = data39.length;
for(let i5=0; i5<len5; i5++){
let data40 = data39[i5];
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
if((data40.id === undefined) || (!(func0.call(data40, "id")))){
const err44 = {instancePath:instancePath+"/pinned/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i5,schemaPath:"#/definitions/PinText/required",keyword:"required",params:{missingProperty: "id"},message:"must have required property '"+"id"+"'",schema:schema54.required,parentSchema:schema54,data:data40};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
for(const key11 of Object.keys(data40)){
if(!((key11 === "id") || (key11 === "until"))){
const err45 = {instancePath:instancePath+"/pinned/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i5,schemaPath:"#/definitions/PinText/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties",schema:false,parentSchema:schema54,data:data40};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data40.id !== undefined && func0.call(data40, "id")){
let data41 = data40.id;
if(typeof data41 !== "string"){
const err46 = {instancePath:instancePath+"/pinned/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i5+"/id",schemaPath:"#/definitions/PinText/properties/id/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema54.properties.id.type,parentSchema:schema54.properties.id,data:data41};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data40.until !== undefined && func0.call(data40, "until")){
let data42 = data40.until;
if(typeof data42 === "string"){
if(!pattern23.test(data42)){
const err47 = {instancePath:instancePath+"/pinned/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i5+"/until",schemaPath:"#/definitions/PinText/properties/until/pattern",keyword:"pattern",params:{pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?$"},message:"must match pattern \""+"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?$"+"\"",schema:"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?$",parentSchema:schema54.properties.until,data:data42};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
else {
const err48 = {instancePath:instancePath+"/pinned/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i5+"/until",schemaPath:"#/definitions/PinText/properties/until/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema54.properties.until.type,parentSchema:schema54.properties.until,data:data42};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/pinned/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i5,schemaPath:"#/definitions/PinText/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema54.type,parentSchema:schema54,data:data40};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/pinned/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/pinned/additionalProperties/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.pinned.additionalProperties.type,parentSchema:schema11.properties.pinned.additionalProperties,data:data39};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
else {
const err51 = {instancePath:instancePath+"/pinned",schemaPath:"#/properties/pinned/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.pinned.type,parentSchema:schema11.properties.pinned,data:data38};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
if(data.volumes !== undefined && func0.call(data, "volumes")){
let data43 = data.volumes;
if(data43 && typeof data43 == "object" && !Array.isArray(data43)){
for(const key12 of Object.keys(data43)){
if(!(validate46(data43[key12], {instancePath:instancePath+"/volumes/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data43,parentDataProperty:key12,rootData}))){
vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
errors = vErrors.length;
}
}
}
else {
const err52 = {instancePath:instancePath+"/volumes",schemaPath:"#/properties/volumes/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.volumes.type,parentSchema:schema11.properties.volumes,data:data43};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

