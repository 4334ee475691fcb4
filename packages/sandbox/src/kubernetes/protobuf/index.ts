export { decodeProtobuf } from './decode';
